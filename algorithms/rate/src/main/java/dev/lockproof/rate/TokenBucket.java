// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A rate limiter that holds up to a burst of permits, full at first, and is refilled evenly.
 *
 * <p>This is the token bucket of Turner (1986), with exact arithmetic and refilled by whoever asks.
 *
 * <p><b>Guarantee.</b> The permits admitted in any window of time are at most burst + rate × length
 * of the window, each counted when its request read the clock; no request is refused that this lets
 * through. Both hold whatever the clock does: if it goes back, a window is what lies between two
 * requests, in the order in which they took effect.
 *
 * <p><b>Progress.</b> Lock-free: a request starts again only when another one was admitted.
 *
 * <p><b>Memory consistency effects.</b> None.
 *
 * <p><b>Cost.</b> One reading of the clock, which is the greater part, for any request. Admission
 * allocates one small object and publishes it with one compare-and-set; refusal writes nothing. No
 * division but in {@link #decide}.
 *
 * <p><b>Limits.</b> Not fair: requests come in no order, and a large one is refused as long as
 * small ones take what it would need. A clock that went back gives nothing until it has caught up;
 * if it went back by more than the bucket takes to fill, {@link Decision} gives times that are too
 * short. It must not move by 292 years between two requests. Burst and rate must have an exact form
 * in 62 bits, which the constructor checks.
 *
 * <p><b>Evidence.</b> Claims {@code token-bucket.*} in the report; mutants {@code Bucket*} of the
 * corpus.
 */
public final class TokenBucket {
  /*
   * Algorithm.
   *
   *   units                       ,-------- capacity: burst permits
   *     |        ,-- refill -----'
   *     |   ,---'
   *     |--'|  Take: at, and the units left      left < 0: Refuse, and -left are missing
   *     '---+--------------------------------> clock
   *
   * A permit is divided into so many units that each nanosecond gives a whole number of them. So
   * no fraction is ever dropped, and a caller who asks all the time gets as much as one who waits.
   * The state says how many units there were at one reading of the clock; those at any other are
   * computed. Read gets the state, then Clock the time; Take replaces the state by what is left,
   * if nobody was admitted in between; Refuse makes sure that nobody was. These are the actions of
   * models/specs/token-bucket/TokenBucket.tla and the labels below.
   *
   * Invariants. A state lies on a line that rises by the rate and ends at capacity. Take moves it
   * down by the cost, at the time of the request; so what was admitted from the first to the last
   * request of a window is at most capacity and what the line rose between their times, even if
   * they read a clock that goes back. Nobody is admitted between Read and Take, so an admission is
   * as good as made at the moment of Clock. A refusal is right at that moment too: whoever read the
   * clock before and is recorded after only leaves less. Its times count those recorded by then.
   *
   * Numbers. Let elapsed be the time since the state. Beyond fill the bucket is full, and before
   * that elapsed x gain < capacity + gain. The constructor sees to it that twice as much fits, and
   * so no sum overflows, however long nobody came (R23 of the corpus' sources).
   *
   * Access modes. All are volatile: nothing else keeps Clock, which may read a variable, between
   * the reads of the state on either side of it. States are immutable.
   *
   * Rejected: all in one long, as 292 years of nanoseconds leave no room for fractions; the time
   * of the last refill rounded down to a whole permit, which is inexact for a bucket that was
   * full; refusals that write, so that nobody with an earlier clock is recorded after them: they
   * would compete for the state when the limiter has most to do.
   */

  /** Sums of two fit into a long. */
  private static final long MOST_UNITS = Long.MAX_VALUE / 2;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(TokenBucket.class, "state", State.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final LongSupplier clock;
  private final long burst;

  /** The units of one permit. */
  private final long permit;

  /** The units that come in each nanosecond. */
  private final long gain;

  /** The units of a full bucket. */
  private final long capacity;

  /** The nanoseconds in which an empty bucket gets full. */
  private final long fill;

  /** Accessed through STATE only. */
  @SuppressWarnings("unused")
  private State state;

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
    permit = rate.unitsPerPermit();
    gain = rate.unitsPerNano();
    if (burst < 1 || gain > MOST_UNITS || burst > (MOST_UNITS - gain) / permit) {
      throw new IllegalArgumentException(
          "a bucket at %s has a burst from 1 to %d, not %d"
              .formatted(rate, Math.max(0, MOST_UNITS - gain) / permit, burst));
    }
    this.clock = clock;
    this.burst = burst;
    capacity = burst * permit;
    fill = nanos(capacity);
    state = new State(clock.getAsLong(), capacity);
  }

  /** Takes one permit if it is there; returns whether it was. */
  public boolean tryAcquire() {
    return take(permit) >= 0;
  }

  /**
   * Takes so many permits if they are all there; returns whether they were.
   *
   * @throws IllegalArgumentException if {@code permits} is less than 1 or more than the burst
   */
  public boolean tryAcquire(long permits) {
    return take(cost(permits)) >= 0;
  }

  /** Takes one permit if it is there, and says what is left and when to come back. */
  public Decision decide() {
    return decide(1);
  }

  /**
   * Takes so many permits if they are all there, and says what is left and when to come back.
   *
   * @throws IllegalArgumentException if {@code permits} is less than 1 or more than the burst
   */
  public Decision decide(long permits) {
    long cost = cost(permits);
    long left = take(cost);
    long available = left < 0 ? left + cost : left;
    return new Decision(
        left >= 0,
        Math.max(0, available) / permit,
        Duration.ofNanos(left < 0 ? nanos(-left) : 0),
        Duration.ofNanos(nanos(capacity - available)));
  }

  private long cost(long permits) {
    if (permits < 1 || permits > burst) {
      throw new IllegalArgumentException(
          "a request is for 1 to %d permits, the burst, not %d".formatted(burst, permits));
    }
    return permits * permit;
  }

  /**
   * Takes the units if they are there; returns those that are left, negative if some are missing.
   */
  private long take(long cost) {
    while (true) {
      var seen = (State) STATE.getVolatile(this); // Read
      long now = clock.getAsLong(); // Clock
      long left = available(seen, now) - cost;
      if (left >= 0) {
        if (STATE.compareAndSet(this, seen, new State(now, left))) { // Take
          return left;
        }
      } else if (STATE.getVolatile(this) == seen) { // Refuse
        return left;
      }
      Thread.onSpinWait();
    }
  }

  /** Returns the units at time {@code now}; less than one, if the clock went back behind them. */
  private long available(State seen, long now) {
    long elapsed = now - seen.at;
    return elapsed >= fill
        ? capacity
        : Math.min(capacity, seen.units + Math.max(elapsed, -fill) * gain);
  }

  /** Returns in how many nanoseconds so many units come in. */
  private long nanos(long units) {
    return -Math.floorDiv(-units, gain);
  }

  /** So many units at that time. */
  private record State(long at, long units) {}
}
