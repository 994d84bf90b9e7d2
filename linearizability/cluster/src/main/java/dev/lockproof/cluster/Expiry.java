// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import java.time.Duration;

/** When a lease that nobody renews must be gone. */
final class Expiry {
  private static final Duration GRANULARITY = Duration.ofMillis(10);

  private Expiry() {}

  /** Returns the time-to-live, and what the rates and the granularity of two clocks may add. */
  static Duration of(Duration timeToLive) {
    return timeToLive.plus(timeToLive.dividedBy(100)).plus(GRANULARITY);
  }
}
