// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import dev.lockproof.rate.Line.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * A leaky bucket as a queue: requests leave evenly spaced, first come, first served, and a bounded
 * number of permits waits.
 *
 * <p>This is the bucket of Turner (1986) that smooths, where a token bucket only polices: by the
 * generic cell rate algorithm of ITU-T I.371 both let the same requests in, but here each of them
 * leaves when those before it have leaked out. Take it in front of what cannot stand a burst;
 * {@link TokenBucket} where a burst is welcome; {@link FairBucket} where it is and requests wait.
 *
 * <p><b>Guarantee.</b> From when a request is due until the next one is, the time passes in which
 * its permits leak out, or less than a nanosecond less; so at full speed neither more nor fewer
 * leave than the rate says. Nobody goes before it is due, and each is due as early as that and
 * those before it let it. What has not leaked out is never more than the capacity: a request that
 * does not fit is refused at once and takes nothing, so nobody waits longer than a full bucket
 * leaks; and nobody is refused who fits. Whoever gives up before it is due leaves nothing behind:
 * those after it move up, and there is room for others.
 *
 * <p><b>Progress.</b> Starvation-free: in line, the time until a request is due only gets shorter.
 * A waiter that is not scheduled delays nobody but itself, but then leaves closer to the next one.
 *
 * <p><b>Memory consistency effects.</b> None that should be relied on.
 *
 * <p><b>Cost.</b> As {@link FairBucket}: a small object for each request that is in line; giving up
 * takes time in proportion to the line, and wakes up those behind.
 *
 * <p><b>Limits.</b> Not a {@link Limiter}: who is let in has to wait before it goes. For a clock
 * that goes back time stands still until it has caught up. It must not move by 200 years between
 * two requests. Capacity and rate must have an exact form in 61 bits.
 *
 * <p><b>Evidence.</b> Claims {@code leaky-bucket.*} in the report; mutants {@code Leaky*} of the
 * corpus.
 */
public final class LeakyBucket {
  /*
   * Algorithm.
   *
   *       | 1 permit  | <--- Reserve, if there is room
   *       | 3 permits |      waits until those below it have leaked out
   *       | 2 permits |      went already, and leaks out
   *       '--. | | .--'
   *            v             the rate
   *
   * A level says how much has to leak out after a time until the next request may leave; Line has
   * one after each request that waits. Times are whole nanoseconds, and a request leaves in the
   * first that is not before its moment. What the bucket leaks from that moment on is taken off
   * what the next one has to wait for, which may be negative: so no fraction is lost, at any rate.
   *
   * Reserve puts a request at the end of the line, or Refuse says that there is no room. These are
   * actions of models/specs/leaky-bucket/LeakyBucket.tla and the labels below and in Line; all in
   * its monitor.
   *
   * Numbers. What has to leak out is at most the capacity, so a wait is at most the time in which
   * that does, and no sum overflows.
   *
   * Rejected: a moment in one word, as in TokenBucket, because nobody could move up when another
   * gives up; the next wait counted from the whole nanosecond, which at rates of the order of one
   * per nanosecond would halve them.
   */

  private final Units units;
  private final Line line;

  /**
   * Creates an empty bucket on {@link System#nanoTime}.
   *
   * @param capacity the permits that fit in, with those that are leaking out; with 1 nobody waits
   * @throws IllegalArgumentException if {@code capacity} is less than 1 or too large for this rate
   */
  public LeakyBucket(long capacity, Rate rate) {
    this(capacity, rate, System::nanoTime, LockSupport::parkNanos);
  }

  /**
   * Creates an empty bucket on a clock and a way to wait of its own.
   *
   * @param clock nanoseconds from any origin
   * @param waiting returns after so many nanoseconds of that clock or earlier; soon, if the thread
   *     is interrupted or {@linkplain LockSupport#unpark unparked} before or meanwhile
   * @throws IllegalArgumentException likewise
   */
  public LeakyBucket(long capacity, Rate rate, LongSupplier clock, LongConsumer waiting) {
    units = new Units(capacity, rate);
    line = new Line(0, this::serve, clock, waiting);
  }

  /**
   * Waits in line for so many permits until they are due; returns at once if there is no room.
   *
   * @return whether they were taken, and how it was before the wait: the room left, when there will
   *     be room for this request, and when the bucket will be empty
   * @throws IllegalArgumentException if {@code permits} is less than 1 or more than the capacity
   * @throws InterruptedException if the thread is interrupted before they are due; it has taken
   *     nothing then
   */
  public Decision acquire(long permits) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    long cost = units.cost(permits);
    Optional<Reservation> reservation;
    Decision decision;
    synchronized (line) {
      long now = line.look();
      decision = units.decision(cost, units.capacity - inside(line.last(), now) - cost);
      reservation = enter(cost, now);
    }
    if (reservation.isPresent()) {
      reservation.get().await();
    }
    return decision;
  }

  /** Waits in line for one permit likewise. */
  public Decision acquire() throws InterruptedException {
    return acquire(1);
  }

  /**
   * Gets in line for so many permits, without waiting, if there is room.
   *
   * @throws IllegalArgumentException if {@code permits} is less than 1 or more than the capacity
   */
  public Optional<Reservation> reserve(long permits) {
    long cost = units.cost(permits);
    synchronized (line) {
      return enter(cost, line.look());
    }
  }

  /**
   * Says whether there is room for so many permits, or when there will be; takes none.
   *
   * @return whether there is, the room, when there will be, and when the bucket will be empty
   * @throws IllegalArgumentException if {@code permits} is less than 1 or more than the capacity
   */
  public Decision room(long permits) {
    long cost = units.cost(permits);
    synchronized (line) {
      long now = line.look();
      long inside = inside(line.last(), now);
      long room = units.capacity - inside;
      return new Decision(
          cost <= room,
          room / units.permit,
          Duration.ofNanos(units.nanos(Math.max(0, cost - room))),
          Duration.ofNanos(units.nanos(inside)));
    }
  }

  private Optional<Reservation> enter(long cost, long now) {
    if (inside(line.last(), now) + cost > units.capacity) {
      return Optional.empty(); // Refuse
    }
    return Optional.of(line.add(cost, line.next(cost))); // Reserve
  }

  /** The {@link Line.Rule}: waits until nothing is left inside. */
  private Level serve(Level before, long now, long cost) {
    long inside = inside(before, now);
    long wait = units.nanos(inside);
    return new Level(now + wait, cost - (wait * units.gain - inside));
  }

  /** Returns how many units have not leaked out at that time, which may be before the level's. */
  private long inside(Level level, long now) {
    long passed = now - level.at();
    return passed >= units.nanos(level.units()) ? 0 : level.units() - passed * units.gain;
  }
}
