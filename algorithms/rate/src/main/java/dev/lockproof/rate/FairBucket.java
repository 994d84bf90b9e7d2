// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A token bucket at which requests may wait in line, first come, first served.
 *
 * <p><b>Guarantee.</b> The permits admitted in any window of time are at most burst + rate × length
 * of the window, each counted when it is due; whoever waits goes when its permits are due or later.
 * Permits are due in the order in which requests got in line, each as soon as the bound lets it
 * through after those before it. Nobody overtakes the line, and what need not wait is not refused.
 * A timed request that would be due too late is refused at once, takes nothing and never waits.
 * Whoever gives up before its permits are due leaves nothing behind: those after it move up.
 *
 * <p><b>Progress.</b> Starvation-free: in line, the time until permits are due only gets shorter. A
 * waiter that is not scheduled delays nobody but itself, as permits are due whether it looks or
 * not. Requests wait for each other only in the monitor.
 *
 * <p><b>Memory consistency effects.</b> None that should be relied on.
 *
 * <p><b>Cost.</b> A small object for each request that is in line; giving up takes time in
 * proportion to the line, and wakes up those behind.
 *
 * <p><b>Limits.</b> For a clock that goes back time stands still until it has caught up. It must
 * not move by 200 years between two requests. Burst and rate must have an exact form in 61 bits,
 * which the constructor checks. A line is at most 73 years long.
 *
 * <p><b>Evidence.</b> Claims {@code fair-bucket.*} in the report; mutants {@code Fair*} of the
 * corpus.
 */
public final class FairBucket implements Limiter {
  /*
   * Algorithm.
   *
   *   base              line
   *   (at, units) <--- (due, units) <--- (due, units)      the level after each one is served
   *   the past          3 permits         1 permit  <--- Reserve
   *
   * A level says how many units there are at a time. From the level after one request follows
   * when the next one is due, and the level after that. Reserve computes it and puts the request
   * at the end of the line, or Refuse says that it takes too long. When a request is due it is
   * Served: its level becomes the base, whoever notices. GiveBack takes one that is not due yet out
   * of the line, computes anew all behind it, and wakes them up. A waiter looks, Parks until it is
   * due as it sees it then, looks again, and Returns when it is due. These are the actions of
   * models/specs/fair-bucket/FairBucket.tla and the labels below; all but Park in the monitor.
   *
   * Invariants. Times in the line never decrease. Each level lies on the line that the one before
   * leaves, so all that is due at any time keeps the bound of a token bucket; what is due is never
   * given back. GiveBack makes no time later. A waiter's thread is known from the look at which it
   * saw its time; so if its time changes after that, it is woken up.
   *
   * Numbers. Waits are at most the time in which an empty bucket gets full after those before, and
   * what is due more than LONGEST from now is refused, so no time and no sum overflows.
   *
   * Rejected: the head of the line waits for its permits and then takes them, as each late wake-up
   * would delay all behind it; timed waiters in a line in which they cannot be in time.
   */

  /** The longest wait, and a quarter of what fits. */
  private static final long LONGEST = Long.MAX_VALUE / 4;

  private final Units units;
  private final LongSupplier clock;
  private final LongConsumer waiting;

  /** Who is not due yet, by time; the monitor of all that is mutable here. */
  private final Deque<Reservation> line = new ArrayDeque<>();

  /** The level after the last one that was due. */
  private Level base;

  /** The latest reading of the clock. */
  private long now;

  /**
   * Creates a full bucket on {@link System#nanoTime}.
   *
   * @throws IllegalArgumentException if {@code burst} is less than 1 or too large for this rate
   */
  public FairBucket(long burst, Rate rate) {
    this(burst, rate, System::nanoTime, LockSupport::parkNanos);
  }

  /**
   * Creates a full bucket on a clock and a way to wait of its own.
   *
   * @param clock nanoseconds from any origin
   * @param waiting returns after so many nanoseconds of that clock or earlier; soon, if the thread
   *     is interrupted or {@linkplain LockSupport#unpark unparked} before or meanwhile
   * @throws IllegalArgumentException likewise
   */
  public FairBucket(long burst, Rate rate, LongSupplier clock, LongConsumer waiting) {
    units = new Units(burst, rate);
    this.clock = clock;
    this.waiting = waiting;
    now = clock.getAsLong();
    base = new Level(now, units.capacity);
  }

  /**
   * Waits in line for so many permits, and takes them.
   *
   * @throws IllegalArgumentException if {@code permits} is less than 1 or more than the burst
   * @throws IllegalStateException if the line is 73 years long
   * @throws InterruptedException if the thread is interrupted before the permits are due; it has
   *     taken nothing then
   */
  public void acquire(long permits) throws InterruptedException {
    if (!tryAcquire(permits, Duration.ofNanos(LONGEST))) {
      throw new IllegalStateException("the line is longer than " + Duration.ofNanos(LONGEST));
    }
  }

  /**
   * Waits in line for so many permits and takes them, if they will be due in time; else returns at
   * once.
   *
   * @param maxWait how long to wait at most; more than 73 years is as much
   * @return whether the permits were taken
   * @throws IllegalArgumentException if {@code permits} is less than 1 or more than the burst
   * @throws InterruptedException if the thread is interrupted before the permits are due; it has
   *     taken nothing then
   */
  public boolean tryAcquire(long permits, Duration maxWait) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Optional<Reservation> reservation = reserve(permits, maxWait);
    if (reservation.isPresent()) {
      reservation.get().await();
    }
    return reservation.isPresent();
  }

  @Override
  public boolean tryAcquire(long permits) {
    return reserve(permits, Duration.ZERO).isPresent();
  }

  /**
   * Takes so many permits if they are all there and nobody waits, and says what is left and when to
   * come back. The times count those in line.
   *
   * @throws IllegalArgumentException if {@code permits} is less than 1 or more than the burst
   */
  @Override
  public Decision decide(long permits) {
    long cost = units.cost(permits);
    synchronized (line) {
      look();
      long delay = serve(last(), cost).at - now;
      boolean allowed = enter(cost, 0).isPresent();
      Level rest = serve(last(), 0);
      return new Decision(
          allowed,
          rest.at == now ? rest.units / units.permit : 0,
          Duration.ofNanos(delay),
          Duration.ofNanos(rest.at - now + units.nanos(units.capacity - rest.units)));
    }
  }

  /**
   * Gets in line for so many permits, without waiting, if they will be due in time.
   *
   * @param maxWait when the permits have to be due at the latest; more than 73 years is as much
   * @return the place in the line, or nothing if the permits would be due later
   * @throws IllegalArgumentException if {@code permits} is less than 1 or more than the burst
   */
  public Optional<Reservation> reserve(long permits, Duration maxWait) {
    long cost = units.cost(permits);
    long most = 0;
    if (!maxWait.isNegative()) {
      most = maxWait.compareTo(Duration.ofNanos(LONGEST)) < 0 ? maxWait.toNanos() : LONGEST;
    }
    synchronized (line) {
      look();
      return enter(cost, most);
    }
  }

  private Optional<Reservation> enter(long cost, long most) {
    Level level = serve(last(), cost);
    if (level.at - now > most) {
      return Optional.empty(); // Refuse
    }
    var reservation = new Reservation(cost, level);
    line.add(reservation); // Reserve
    return Optional.of(reservation);
  }

  /** Reads the clock, and takes those out of the line that are due. */
  private void look() {
    now += Math.max(0, clock.getAsLong() - now);
    while (!line.isEmpty() && line.element().level.at - now <= 0) {
      base = line.remove().level; // Served
    }
  }

  /** Returns the level after the last one in line. */
  private Level last() {
    return line.isEmpty() ? base : line.getLast().level;
  }

  /** Returns when so many units are due, now or later, to the next one after a level. */
  private Level serve(Level level, long cost) {
    long start = level.at - now > 0 ? level.at : now;
    long there = units.after(level.units, start - level.at);
    long wait = Math.max(0, units.nanos(cost - there));
    return new Level(start + wait, units.after(there, wait) - cost);
  }

  /** So many units at that time. */
  private record Level(long at, long units) {}

  /** A place in the line: permits that are due at some time, sooner if somebody before gives up. */
  public final class Reservation {
    private final long cost;
    private Level level;
    private @Nullable Thread waiter;
    private boolean cancelled;

    private Reservation(long cost, Level level) {
      this.cost = cost;
      this.level = level;
    }

    /** Returns in how long the permits are due at the latest; zero if they are. */
    public Duration delay() {
      synchronized (line) {
        look();
        return Duration.ofNanos(Math.max(0, level.at - now));
      }
    }

    /**
     * Waits until the permits are due.
     *
     * @throws InterruptedException if the thread is interrupted before that; this is cancelled then
     * @throws IllegalStateException if this was or is cancelled
     */
    public void await() throws InterruptedException {
      for (long nanos = watch(); nanos > 0; nanos = watch()) {
        if (Thread.interrupted()) {
          if (cancel()) {
            throw new InterruptedException();
          }
          Thread.currentThread().interrupt();
          return;
        }
        waiting.accept(nanos); // Park
      }
    }

    private long watch() {
      synchronized (line) {
        if (cancelled) {
          throw new IllegalStateException("this reservation was cancelled");
        }
        look();
        waiter = Thread.currentThread();
        return level.at - now; // Return, if it is due
      }
    }

    /**
     * Gets out of the line, if the permits are not due yet.
     *
     * @return whether they were not; if so, this takes nothing any more
     */
    public boolean cancel() {
      synchronized (line) {
        look();
        if (!line.contains(this)) {
          return false;
        }
        Deque<Reservation> behind = new ArrayDeque<>();
        while (line.getLast() != this) {
          behind.push(line.removeLast());
        }
        line.removeLast(); // GiveBack
        cancelled = true;
        LockSupport.unpark(waiter);
        for (Reservation next : behind) {
          next.level = serve(last(), next.cost);
          line.add(next);
          LockSupport.unpark(next.waiter);
        }
        return true;
      }
    }
  }
}
