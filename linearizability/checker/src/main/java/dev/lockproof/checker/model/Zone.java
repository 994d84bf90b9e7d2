// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.model;

import org.jspecify.annotations.Nullable;

/**
 * What can be known of two points in time: the present, and a deadline.
 *
 * <p>When an operation takes effect is not known exactly, only that it is between its invocation
 * and its completion and not before the operation in front of it. So a timed model keeps all the
 * possibilities: a zone of a timed automaton (Dill 1989), in whole nanoseconds.
 *
 * @param nowMin the least possible present
 * @param nowMax the greatest
 * @param deadlineMin the least possible deadline
 * @param deadlineMax the greatest
 * @param aheadMin the least possible difference, deadline less present
 * @param aheadMax the greatest
 */
public record Zone(
    long nowMin, long nowMax, long deadlineMin, long deadlineMax, long aheadMin, long aheadMax) {
  /** More than any time; sums of two do not overflow. */
  private static final long FAR = Long.MAX_VALUE / 4;

  /** Before everything, with a deadline that passed long ago. */
  static final Zone START = new Zone(-FAR, -FAR, -FAR, -FAR, 0, 0);

  /** Returns the zone some time later, with the present between two points, or null if none is. */
  @Nullable Zone later(long from, long to) {
    return closed(
        Math.max(nowMin, clamp(from)), clamp(to), deadlineMin, deadlineMax, -2 * FAR, aheadMax);
  }

  /**
   * Returns the part in which the deadline is at least, and at most, so far ahead of the present.
   */
  @Nullable Zone ahead(long least, long most) {
    return closed(
        nowMin,
        nowMax,
        deadlineMin,
        deadlineMax,
        Math.max(aheadMin, least),
        Math.min(aheadMax, most));
  }

  /** Returns the part in which the deadline has passed. */
  @Nullable Zone passed() {
    return ahead(-2 * FAR, 0);
  }

  /** Returns the part in which the deadline is still to come. */
  @Nullable Zone pending() {
    return ahead(1, 2 * FAR);
  }

  /** Returns the zone with a new deadline, so far from the present. */
  Zone withDeadlineIn(long nanos) {
    long ahead = clamp(nanos);
    return new Zone(nowMin, nowMax, nowMin + ahead, nowMax + ahead, ahead, ahead);
  }

  /** Returns the zone with the deadline moved. */
  Zone withDeadlineMoved(long nanos) {
    long by = clamp(nanos);
    return new Zone(
        nowMin, nowMax, deadlineMin + by, deadlineMax + by, aheadMin + by, aheadMax + by);
  }

  private static long clamp(long time) {
    return Math.max(-FAR, Math.min(FAR, time));
  }

  /** Returns the zone with the tightest bounds that mean the same, or null if it is empty. */
  private static @Nullable Zone closed(
      long nowMin, long nowMax, long deadlineMin, long deadlineMax, long aheadMin, long aheadMax) {
    long a = Math.max(aheadMin, deadlineMin - nowMax);
    long b = Math.min(aheadMax, deadlineMax - nowMin);
    long c = Math.max(deadlineMin, nowMin + aheadMin);
    long d = Math.min(deadlineMax, nowMax + aheadMax);
    long e = Math.max(nowMin, deadlineMin - aheadMax);
    long f = Math.min(nowMax, deadlineMax - aheadMin);
    return a > b || c > d || e > f ? null : new Zone(e, f, c, d, a, b);
  }
}
