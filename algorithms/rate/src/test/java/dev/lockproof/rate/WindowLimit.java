// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import java.util.ArrayList;
import java.util.List;

/**
 * The specification of a sliding window, slow and exact: it looks at all windows that are shorter
 * than the length, on a clock that does not go back.
 */
final class WindowLimit {
  private final long limit;
  private final long length;
  private final List<Admission> admissions = new ArrayList<>();

  /** Creates the specification of a limiter of so many permits in any shorter window. */
  WindowLimit(long limit, long length) {
    this.limit = limit;
    this.length = length;
  }

  /** Returns whether so many permits more keep every window within its limit. */
  boolean admits(long permits, long now) {
    return permits <= remaining(now);
  }

  /** Returns how many permits more keep every window within its limit. */
  long remaining(long now) {
    return limit
        - admissions.stream()
            .filter(admission -> now - admission.time < length)
            .mapToLong(admission -> admission.permits)
            .sum();
  }

  /** Admits. */
  void admit(long permits, long now) {
    admissions.add(new Admission(now, permits));
  }

  private record Admission(long time, long permits) {}
}
