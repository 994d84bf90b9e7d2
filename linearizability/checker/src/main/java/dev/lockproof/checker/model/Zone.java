// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What can be known of some points in time: the present, and deadlines.
 *
 * <p>When an operation takes effect is not known exactly, only that it is between its invocation
 * and its completion and not before the operation in front of it. So a timed model keeps all the
 * possibilities: a zone of a timed automaton (Dill 1989), in whole nanoseconds. It bounds the
 * difference of each two points; the bounds are the tightest that mean the same, so that equal
 * zones are equal values.
 */
public final class Zone {
  /** More than any time; sums of four do not overflow. */
  private static final long FAR = Long.MAX_VALUE / 8;

  private static final int ORIGIN = 0;
  private static final int NOW = 1;

  /** The first deadline; others follow. */
  private static final int DEADLINE = 2;

  /** The number of points: the origin of time, the present, the deadlines. */
  private final int points;

  /** By two points: the greatest possible difference, the first less the second. */
  private final long[] most;

  private Zone(int points, long[] most) {
    this.points = points;
    this.most = most;
  }

  /** Returns the zone before everything, with deadlines that passed long ago. */
  static Zone start(int deadlines) {
    int points = DEADLINE + deadlines;
    var most = new long[points * points];
    for (int i = NOW; i < points; i++) {
      most[i * points + ORIGIN] = -FAR;
      most[i] = FAR;
    }
    return new Zone(points, most);
  }

  /** Returns the zone some time later, with the present between two points, or null if none is. */
  @Nullable Zone later(long from, long to) {
    var later = new Zone(points, most.clone());
    for (int i = 0; i < points; i++) {
      later.most[NOW * points + i] = i == NOW ? 0 : 2 * FAR;
    }
    later.restrict(NOW, ORIGIN, clamp(to));
    later.restrict(ORIGIN, NOW, -clamp(from));
    return later.closed();
  }

  /**
   * Returns the part in which a deadline is at least, and at most, so far ahead of the present, or
   * null if there is none.
   */
  @Nullable Zone ahead(int deadline, long least, long greatest) {
    var part = new Zone(points, most.clone());
    part.restrict(DEADLINE + deadline, NOW, Math.min(greatest, 2 * FAR));
    part.restrict(NOW, DEADLINE + deadline, -Math.max(least, -2 * FAR));
    return part.closed();
  }

  /** Returns the part in which a deadline has passed. */
  @Nullable Zone passed(int deadline) {
    return ahead(deadline, Long.MIN_VALUE, 0);
  }

  /** Returns the part in which a deadline is still to come. */
  @Nullable Zone pending(int deadline) {
    return ahead(deadline, 1, Long.MAX_VALUE);
  }

  /** Returns the zone with a new deadline, at least and at most so far from the present. */
  Zone withDeadlineIn(int deadline, long least, long greatest) {
    var moved = new Zone(points, most.clone());
    int d = DEADLINE + deadline;
    for (int i = 0; i < points; i++) {
      moved.most[d * points + i] = clamp(greatest) + (i == NOW ? 0 : most[NOW * points + i]);
      moved.most[i * points + d] = -clamp(least) + (i == NOW ? 0 : most[i * points + NOW]);
    }
    moved.most[d * points + d] = 0;
    return moved;
  }

  /** Returns the zone with a deadline moved. */
  Zone withDeadlineMoved(int deadline, long nanos) {
    var moved = new Zone(points, most.clone());
    int d = DEADLINE + deadline;
    for (int i = 0; i < points; i++) {
      moved.most[d * points + i] += i == d ? 0 : clamp(nanos);
      moved.most[i * points + d] -= i == d ? 0 : clamp(nanos);
    }
    return moved;
  }

  /** Returns the least possible time of a deadline. */
  long deadlineMin(int deadline) {
    return -most[DEADLINE + deadline];
  }

  /** Returns the greatest possible time of a deadline. */
  long deadlineMax(int deadline) {
    return most[(DEADLINE + deadline) * points + ORIGIN];
  }

  private static long clamp(long time) {
    return Math.max(-FAR, Math.min(FAR, time));
  }

  private void restrict(int i, int j, long greatest) {
    most[i * points + j] = Math.min(most[i * points + j], greatest);
  }

  /** Tightens the bounds by all paths; returns this, or null if no points in time are left. */
  private @Nullable Zone closed() {
    for (int via = 0; via < points; via++) {
      for (int i = 0; i < points; i++) {
        for (int j = 0; j < points; j++) {
          restrict(i, j, most[i * points + via] + most[via * points + j]);
        }
      }
    }
    for (int i = 0; i < points; i++) {
      if (most[i * points + i] < 0) {
        return null;
      }
    }
    return this;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Zone zone && Arrays.equals(most, zone.most);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(most);
  }
}
