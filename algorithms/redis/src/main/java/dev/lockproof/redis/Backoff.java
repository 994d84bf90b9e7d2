// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import java.util.random.RandomGenerator;

/**
 * Waits that double from one millisecond to 128, each shortened by up to a half at random, so that
 * callers that were refused together do not come back together.
 */
final class Backoff {
  private static final long FIRST_NANOS = 1_000_000;
  private static final int DOUBLINGS = 7;

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** Returns how long to wait before the next request, after so many before. */
  long delay(int attempt) {
    return shortened(FIRST_NANOS << Math.min(attempt, DOUBLINGS));
  }

  /** Returns that time, shortened at random. */
  long shortened(long longest) {
    return random.nextLong(longest / 2, longest + 1);
  }
}
