// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import java.math.BigInteger;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A rate limiter that counts the permits of the present period and of the one before, and estimates
 * from both how many were admitted within the last length.
 *
 * <p>This is the sliding window of many gateways, which take it for a limit on any window of the
 * length. It is not.
 *
 * <p><b>Guarantee.</b> The permits admitted in any window of time are at most burst + rate × length
 * of the window, as with {@link TokenBucket}, for the limit as burst and as many permits each
 * period as rate; so within one length they may be almost twice the limit. They are if those of the
 * period before did not come evenly, as the estimate takes for granted, but at its end. No request
 * is refused that the estimate lets through: the share of the period before that is still within
 * the length, and the permits of the present one, are at most the limit.
 *
 * <p><b>Progress.</b> Deadlock-free: a request waits only while another one is in the monitor, and
 * that one waits for nothing.
 *
 * <p><b>Memory consistency effects.</b> None that should be relied on.
 *
 * <p><b>Cost.</b> Two counters, whatever the limit is. One reading of the clock and one passage of
 * the monitor for each request; {@link #decide} computes with numbers of any size.
 *
 * <p><b>Limits.</b> It refuses what {@code TokenBucket} would admit at the same bound, which has
 * one number where this has two: take it if others count that way too. A harder bound is kept by
 * {@link SlidingWindowLog}. Not fair. For a clock that goes back time stands still until it has
 * caught up. It must not move by 292 years between two requests. A period is at most 73 years long.
 *
 * <p><b>Evidence.</b> Claims {@code sliding-window-counter.*} in the report; mutants {@code
 * WindowCounter*} of the corpus.
 */
public final class SlidingWindowCounter implements Limiter {
  /*
   * Algorithm.
   *
   *      previous: 8 permits     current: 3
   *   |-----------------------|-----------------------|---> periods
   *         '-------a length-----'elapsed             estimate: 8 (1 - elapsed / length) + 3
   *
   * All happens in one monitor. Look reads the clock, and turns to the present period: what was
   * current is previous, if no other period is between. Take, if the estimate leaves room, or
   * Refuse. These are the actions of models/specs/sliding-window-counter/SlidingWindowCounter.tla
   * and the labels below.
   *
   * Invariants. The estimate is at most the limit. So the permits of two periods in a row, up to a
   * time in the second, are at most the limit and such a part of it as has elapsed of the second;
   * and those of any other period are at most the limit. Together that is the bound.
   *
   * Numbers. Estimates are compared multiplied by the length, in 128 bits, so nothing is rounded.
   *
   * Rejected: two counters in one word without a lock, as fewer permits would fit than people want.
   */

  private final LongSupplier clock;
  private final long limit;
  private final long length;

  private final Object monitor = new Object();

  /** When the present period began; like all below, accessed in the monitor only. */
  private long start;

  /** The latest reading of the clock, since then. */
  private long elapsed;

  /** The permits that were admitted in the period before, and in the present one. */
  private long previous;

  private long current;

  /**
   * Creates a counter on {@link System#nanoTime}.
   *
   * @param limit how many permits the estimate may have
   * @param length how long a period is
   * @throws IllegalArgumentException if {@code limit} is less than 1, or {@code length} not longer
   *     than nothing, or longer than 73 years
   */
  public SlidingWindowCounter(long limit, Duration length) {
    this(limit, length, System::nanoTime);
  }

  /**
   * Creates a counter on a clock of its own, of nanoseconds from any origin.
   *
   * @throws IllegalArgumentException likewise
   */
  public SlidingWindowCounter(long limit, Duration length, LongSupplier clock) {
    if (limit < 1) {
      throw new IllegalArgumentException("a window has a limit of at least 1, not " + limit);
    }
    this.clock = clock;
    this.limit = limit;
    this.length = new Rate(limit, length).period().toNanos();
    if (this.length > Units.MOST) {
      throw new IllegalArgumentException(
          "a period is at most %s long, not %s".formatted(Duration.ofNanos(Units.MOST), length));
    }
    start = clock.getAsLong();
  }

  @Override
  public boolean tryAcquire(long permits) {
    check(permits);
    synchronized (monitor) {
      look();
      return take(permits);
    }
  }

  @Override
  public Decision decide(long permits) {
    check(permits);
    synchronized (monitor) {
      look();
      long retry = fits(permits) ? 0 : until(permits);
      boolean allowed = take(permits);
      long gone = current > 0 ? 2 * length : previous > 0 ? length : elapsed;
      return new Decision(
          allowed, remaining(), Duration.ofNanos(retry), Duration.ofNanos(gone - elapsed));
    }
  }

  private void check(long permits) {
    if (permits < 1 || permits > limit) {
      throw new IllegalArgumentException(
          "a request is for 1 to %d permits, the limit, not %d".formatted(limit, permits));
    }
  }

  private void look() {
    long passed = Math.max(0, clock.getAsLong() - (start + elapsed)); // Look
    long over = passed - (length - elapsed);
    if (over < 0) {
      elapsed += passed;
    } else {
      previous = over < length ? current : 0;
      current = 0;
      start += over - over % length + length;
      elapsed = over % length;
    }
  }

  private boolean take(long permits) {
    boolean fits = fits(permits);
    if (fits) {
      current += permits; // Take
    }
    return fits; // Refuse, if not
  }

  /** Returns whether so many permits more leave the estimate within the limit. */
  private boolean fits(long permits) {
    long room = limit - current - permits;
    return room >= 0 && isAtMost(previous, length - elapsed, room, length);
  }

  /** Returns whether a × b is at most c × d, all of which are zero or more. */
  private static boolean isAtMost(long a, long b, long c, long d) {
    long left = Math.multiplyHigh(a, b);
    long right = Math.multiplyHigh(c, d);
    return left == right ? Long.compareUnsigned(a * b, c * d) <= 0 : left < right;
  }

  /** Returns in how long so many permits fit that do not. */
  private long until(long permits) {
    long room = limit - current - permits;
    return room >= 0
        ? moment(previous, room) - elapsed
        : length + moment(current, limit - permits) - elapsed;
  }

  /** Returns the first moment of a period at which so many of the one before have such a share. */
  private long moment(long before, long share) {
    return length - timesOver(share, length, before).longValueExact();
  }

  private long remaining() {
    BigInteger free = timesOver(previous, elapsed, length);
    return limit - current - previous + free.longValueExact();
  }

  private static BigInteger timesOver(long a, long b, long c) {
    return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).divide(BigInteger.valueOf(c));
  }
}
