// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.LongSupplier;

/**
 * A rate limiter that holds up to a burst of permits, full at first, and is refilled evenly.
 *
 * <p>This is the token bucket of Turner (1986) without a lock, and the generic cell rate algorithm
 * (ITU-T I.371) on one long, which are the same: all that the bucket keeps is when it will be full
 * again. The arithmetic is exact.
 *
 * <p><b>Guarantee.</b> The permits admitted in any window of time are at most burst + rate × length
 * of the window, each counted when its request read the clock; no request is refused that this lets
 * through. Both hold whatever the clock does: if it goes back, a window is what lies between two
 * requests, in the order in which they took effect.
 *
 * <p><b>Progress.</b> Lock-free: a request starts again only when another one was admitted, or has
 * made room in the numbers for that. Who finds too little is refused at once.
 *
 * <p><b>Memory consistency effects.</b> None.
 *
 * <p><b>Cost.</b> One reading of the clock, which is the greater part, for any request. Admission
 * is one compare-and-set of a long, and allocates nothing but once in an age; refusal writes
 * nothing. No division but in {@link #decide}.
 *
 * <p><b>Limits.</b> Not fair: requests come in no order, and a large one is refused as long as
 * small ones take what it would need. A clock that went back gives nothing until it has caught up;
 * if it went back by more than the bucket takes to fill, {@link Decision} may give times that are
 * too short. It must not move by 200 years between two requests. Burst and rate must have an exact
 * form in 61 bits, which the constructor checks.
 *
 * <p><b>Evidence.</b> Claims {@code token-bucket.*} in the report; mutants {@code Bucket*} of the
 * corpus.
 */
public final class TokenBucket implements Limiter {
  /*
   * Algorithm.
   *
   *   units                  ,---------- capacity: burst permits
   *     |   refill      ,---'
   *     |          ,---'     |
   *     |     |---'          | full, when the bucket is full again; Take moves it to the right
   *     '-----+--------------+---------> time, counted in the units that it gives
   *
   * A permit is divided into so many units that each nanosecond gives a whole number of them. So
   * no fraction is ever dropped, and a caller who asks all the time gets as much as one who waits.
   * What is missing at a time is full less the time; or nothing, once full is past.
   *
   *   origin, full  --Take-->  origin, full + cost
   *        '--Close-->  origin, ~full  --Move-->  origin', full'
   *
   * Counted from one origin, time would run out of 64 bits, after a second at some rates. So eras
   * follow each other, each with an origin. When its span is over, an era is ended: Close puts the
   * complement in its word, for which no Take looks, and Move puts a new era in its place, with the
   * present as its origin, what is missing carried over, and the request admitted that makes it.
   *
   * Read gets the era and its word, then Clock the time. Take, or Close and Move, follow if nobody
   * was admitted in between; otherwise all starts over. Refuse changes nothing. They are actions of
   * models/specs/token-bucket/TokenBucket.tla and the labels below.
   *
   * Invariants. The units left at any time lie on a line that rises by the rate and ends at
   * capacity. An admission moves it down by the cost, at the time of the request; so what was
   * admitted from the first to the last request of a window is at most capacity and what the line
   * rose between their times, even if they read a clock that goes back. Nobody is admitted between
   * Read and Take, or Move, so an admission is as good as made at the moment of Clock. A refusal is
   * right at that moment too: whoever is recorded after Read only leaves less. Its times count
   * those recorded by Read. A word never comes back, nor does an era.
   *
   * Numbers. Time is within -limit .. 2 limit, if limit is the span in units, and beyond that
   * nothing depends on it: at 2 limit the bucket is full, at -limit nothing is admitted, as
   * capacity <= limit. So full is at most 2 limit, and the constructor sees to it that no sum
   * overflows, however long nobody came (R23 of the corpus' sources).
   *
   * Access modes. All are volatile: nothing else keeps Clock, which may read a variable, between
   * the reads of the state on either side of it. An origin does not change once it is published.
   *
   * Rejected: time in whole nanoseconds, which lasts for an age, as fractions would be dropped; a
   * pause after a failure, which did not help in the benchmark; the clock read before the word,
   * for fewer failures: who was recorded in between may have read it later, and then the answer is
   * right at no moment; refusals that write, so that nobody with an earlier clock is recorded after
   * them: they would compete for the word when the limiter has most to do.
   */

  private static final VarHandle ERA;
  private static final VarHandle FULL;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      ERA = lookup.findVarHandle(TokenBucket.class, "era", Era.class);
      FULL = lookup.findVarHandle(Era.class, "full", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final LongSupplier clock;
  private final Units units;

  /** The units that come in each nanosecond. */
  private final long gain;

  /** The units of a full bucket. */
  private final long capacity;

  /** The nanoseconds of an era. */
  private final long span;

  /** Accessed through ERA only. */
  @SuppressWarnings("unused")
  private Era era;

  /**
   * Creates a full bucket on {@link System#nanoTime}.
   *
   * @throws IllegalArgumentException if {@code burst} is less than 1 or too large for this rate
   */
  public TokenBucket(long burst, Rate rate) {
    this(burst, rate, System::nanoTime);
  }

  /**
   * Creates a full bucket on a clock of its own, of nanoseconds from any origin.
   *
   * @throws IllegalArgumentException if {@code burst} is less than 1 or too large for this rate
   */
  public TokenBucket(long burst, Rate rate, LongSupplier clock) {
    this.clock = clock;
    units = new Units(burst, rate);
    gain = units.gain;
    capacity = units.capacity;
    span = Units.MOST / gain;
    era = new Era(clock.getAsLong(), 0);
  }

  @Override
  public boolean tryAcquire(long permits) {
    return take(units.cost(permits)) >= 0;
  }

  @Override
  public Decision decide(long permits) {
    long cost = units.cost(permits);
    return units.decision(cost, take(cost));
  }

  /**
   * Takes the units if they are there; returns those that are left, negative if some are missing.
   */
  private long take(long cost) {
    while (true) {
      var seen = (Era) ERA.getVolatile(this);
      long word = (long) FULL.getVolatile(seen); // Read
      long now = clock.getAsLong(); // Clock
      long elapsed = now - seen.origin;
      long time = Math.max(-span, Math.min(elapsed, 2 * span)) * gain;
      long full = Math.max(word < 0 ? ~word : word, time) + cost;
      long left = time + capacity - full;
      if (left < 0) {
        return left; // Refuse
      }
      if (word >= 0 && elapsed <= span) {
        if (FULL.compareAndSet(seen, word, full)) { // Take
          return left;
        }
      } else if (replace(seen, word, new Era(now, full - time))) {
        return left;
      }
    }
  }

  /** Ends the era that is over, unless its word has changed, and puts the next in its place. */
  private boolean replace(Era seen, long word, Era next) {
    return (word < 0 || FULL.compareAndSet(seen, word, ~word)) // Close
        && ERA.compareAndSet(this, seen, next); // Move
  }

  /** When time is counted from, and at which time the bucket will be full, or its complement. */
  private static final class Era {
    final long origin;

    /** Accessed through FULL only. */
    @SuppressWarnings("unused")
    private long full;

    Era(long origin, long full) {
      this.origin = origin;
      this.full = full;
    }
  }
}
