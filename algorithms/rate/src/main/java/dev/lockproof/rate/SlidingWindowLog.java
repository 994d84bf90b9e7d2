// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A rate limiter that admits so many permits in any window of a length, as it remembers them all.
 *
 * <p><b>Guarantee.</b> The permits admitted in any window of time that is shorter than the length
 * are at most the limit; no request is refused that this lets through. It is a harder bound than
 * that of {@link TokenBucket}: with the limit as burst, and as many permits in each length as rate,
 * both admit at most burst + rate × length of the window, but a bucket that was full admits almost
 * twice the limit within one length, and this refuses that.
 *
 * <p><b>Progress.</b> Deadlock-free: a request waits only while another one is in the monitor, and
 * that one waits for nothing.
 *
 * <p><b>Memory consistency effects.</b> None that should be relied on.
 *
 * <p><b>Cost.</b> Eight bytes for each permit of the limit, from the beginning. Each permit is
 * written once and forgotten once; a request does nothing else that grows with the limit, nor with
 * the number of requests.
 *
 * <p><b>Limits.</b> Not fair: requests come in no order, and a large one is refused as long as
 * small ones take what it would need. For a clock that goes back time stands still until it has
 * caught up. It must not move by 292 years between two requests.
 *
 * <p><b>Evidence.</b> Claims {@code sliding-window-log.*} in the report; mutants {@code WindowLog*}
 * of the corpus.
 */
public final class SlidingWindowLog implements Limiter {
  /*
   * Algorithm.
   *
   *   times   | 9 | 9 |   |   | 5 | 7 |      a ring of limit permits, by time of admission
   *                 ^           ^
   *                 newest      oldest       Look at 13, with a length of 8: 5 does not count
   *
   * All happens in one monitor. Look reads the clock and forgets the permits that are as old as the
   * length. Take adds those of the request, if there is room for them; else Refuse. These are the
   * actions of models/specs/sliding-window-log/SlidingWindowLog.tla and the labels below.
   *
   * Invariants. The ring has every permit that is younger than the length, in order of time, as the
   * latest reading never goes back. So any limit + 1 permits in a row are a length apart, and a
   * refused request would have been the end of a shorter window with too many. Permits of the same
   * moment are entries of their own (G22 of the corpus' sources). As the monitor is held from Look
   * to the answer, all takes effect then, and what is said of the times is exact.
   *
   * Numbers. Differences only are compared. Those in the ring are less than a length; after a pause
   * of a length or more the ring is emptied, whatever the difference.
   *
   * Rejected: an entry for all permits of a request, as retry-after would have to be searched for;
   * a lock-free ring, as several permits would have to change at once.
   */

  private static final int MOST = 1 << 30;

  private final LongSupplier clock;
  private final long length;

  /** When permits were admitted; the monitor of all that is mutable here. */
  private final long[] times;

  /** The index of the oldest permit that counts, if any does. */
  private int oldest;

  /** How many permits count. */
  private int count;

  /** The latest reading of the clock. */
  private long now;

  /**
   * Creates a log on {@link System#nanoTime}.
   *
   * @param limit how many permits a window may have
   * @param length from which length on it may have more
   * @throws IllegalArgumentException if {@code limit} is less than 1 or more than 2<sup>30</sup>,
   *     or {@code length} not as the period of a {@link Rate}
   */
  public SlidingWindowLog(int limit, Duration length) {
    this(limit, length, System::nanoTime);
  }

  /**
   * Creates a log on a clock of its own, of nanoseconds from any origin.
   *
   * @throws IllegalArgumentException likewise
   */
  public SlidingWindowLog(int limit, Duration length, LongSupplier clock) {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException(
          "a window has a limit from 1 to %d permits, not %d".formatted(MOST, limit));
    }
    this.clock = clock;
    this.length = new Rate(limit, length).period().toNanos();
    times = new long[limit];
    now = clock.getAsLong();
  }

  @Override
  public boolean tryAcquire(long permits) {
    int wanted = wanted(permits);
    synchronized (times) {
      look();
      return take(wanted);
    }
  }

  @Override
  public Decision decide(long permits) {
    int wanted = wanted(permits);
    synchronized (times) {
      look();
      int tooMany = count + wanted - times.length;
      Duration retryAfter = until(tooMany);
      boolean allowed = take(wanted);
      return new Decision(allowed, times.length - count, retryAfter, until(count));
    }
  }

  private int wanted(long permits) {
    if (permits < 1 || permits > times.length) {
      throw new IllegalArgumentException(
          "a request is for 1 to %d permits, the limit, not %d".formatted(times.length, permits));
    }
    return (int) permits;
  }

  private void look() {
    long passed = clock.getAsLong() - now; // Look
    if (passed >= length) {
      count = 0;
    }
    now += Math.max(0, passed);
    while (count > 0 && now - times[oldest] >= length) {
      oldest = index(1);
      count--;
    }
  }

  private boolean take(int wanted) {
    if (count + wanted > times.length) {
      return false; // Refuse
    }
    for (int i = 0; i < wanted; i++) {
      times[index(count++)] = now; // Take
    }
    return true;
  }

  /** Returns in how long so many permits will not count any more. */
  private Duration until(int permits) {
    return Duration.ofNanos(permits <= 0 ? 0 : times[index(permits - 1)] + length - now);
  }

  private int index(int fromOldest) {
    return (oldest + fromOldest) % times.length;
  }
}
