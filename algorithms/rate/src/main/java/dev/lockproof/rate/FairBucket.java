// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import dev.lockproof.rate.Line.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

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
   * A level says how many units there are at a time, full or not; Line has one after each request
   * that waits. A request is due as soon as the level after the one before has come to its cost,
   * and leaves what is more. Reserve computes that and puts it at the end of the line, or Refuse
   * says that it takes too long. These are actions of models/specs/fair-bucket/FairBucket.tla and
   * the labels below and in Line; all in its monitor.
   *
   * Invariant. Each level lies on the line that the one before leaves, so all that is due at any
   * time keeps the bound of a token bucket.
   *
   * Numbers. Waits are at most the time in which an empty bucket gets full after those before, and
   * what is due more than Line.LONGEST from now is refused, so no time and no sum overflows.
   */

  private final Units units;
  private final Line line;

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
    line = new Line(units.capacity, this::serve, clock, waiting);
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
    if (!tryAcquire(permits, Duration.ofNanos(Line.LONGEST))) {
      throw new IllegalStateException("the line is longer than " + Duration.ofNanos(Line.LONGEST));
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
      long now = line.look();
      long delay = line.next(cost).at() - now;
      boolean allowed = enter(cost, now).isPresent();
      Level rest = line.next(0);
      return new Decision(
          allowed,
          rest.at() == now ? rest.units() / units.permit : 0,
          Duration.ofNanos(delay),
          Duration.ofNanos(rest.at() - now + units.nanos(units.capacity - rest.units())));
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
      most =
          maxWait.compareTo(Duration.ofNanos(Line.LONGEST)) < 0 ? maxWait.toNanos() : Line.LONGEST;
    }
    synchronized (line) {
      return enter(cost, line.look() + most);
    }
  }

  private Optional<Reservation> enter(long cost, long latest) {
    Level level = line.next(cost);
    if (level.at() - latest > 0) {
      return Optional.empty(); // Refuse
    }
    return Optional.of(line.add(cost, level)); // Reserve
  }

  /** The {@link Line.Rule}: waits until the units are there, and takes them. */
  private Level serve(Level before, long now, long cost) {
    long start = before.at() - now > 0 ? before.at() : now;
    long there = units.after(before.units(), start - before.at());
    long wait = Math.max(0, units.nanos(cost - there));
    return new Level(start + wait, units.after(there, wait) - cost);
  }
}
