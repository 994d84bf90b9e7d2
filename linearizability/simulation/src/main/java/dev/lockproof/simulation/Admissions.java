// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * What a limiter admitted, and whether a window has more than its bound: {@code Bounded} and {@code
 * Admissible} of {@code Limiter.tla}, at readings of the server's clock.
 *
 * <p>The monitor of the checker judges intervals in which an admission takes effect; here its
 * moment is known, also of clocks that are set back. Where that never happens, they agree.
 */
final class Admissions {

  /** How much may be admitted in a window. */
  interface Bound {
    /** Returns whether so many permits may be admitted within so many microseconds. */
    boolean allows(long permits, long micros);
  }

  private record Admission(long at, long permits) {}

  private final Bound bound;

  /** Whether a clock that goes back counts as one that stands still. */
  private final boolean standsStill;

  private final List<Admission> log = new ArrayList<>();

  Admissions(Bound bound, boolean standsStill) {
    this.bound = bound;
    this.standsStill = standsStill;
  }

  /** Returns whether so many permits more are within the bound, at that reading. */
  boolean isAdmissible(long permits, long reading) {
    long at = time(reading);
    long sum = permits;
    boolean isWithin = bound.allows(permits, 0);
    for (int i = log.size() - 1; isWithin && i >= 0; i--) {
      sum += log.get(i).permits;
      isWithin = bound.allows(sum, at - log.get(i).at);
    }
    return isWithin;
  }

  /** Returns whether that is the first reading at which so many permits are within the bound. */
  boolean isFirst(long permits, long reading) {
    return isAdmissible(permits, reading) && !isAdmissible(permits, reading - 1);
  }

  /** Adds an admission, the latest. */
  void add(long permits, long reading) {
    log.add(new Admission(time(reading), permits));
  }

  /** Adds an admission in its place by time; returns whether all windows are within the bound. */
  boolean insert(long permits, long reading) {
    int place = log.size();
    while (place > 0 && log.get(place - 1).at > reading) {
      place--;
    }
    log.add(place, new Admission(reading, permits));
    for (int first = 0; first <= place; first++) {
      long sum = 0;
      for (int last = first; last < log.size(); last++) {
        sum += log.get(last).permits;
        if (!bound.allows(sum, log.get(last).at - log.get(first).at)) {
          return false;
        }
      }
    }
    return true;
  }

  private long time(long reading) {
    return standsStill && !log.isEmpty() ? Math.max(reading, log.get(log.size() - 1).at) : reading;
  }
}
