// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The waits between two requests. */
class BackoffTest {
  private final Backoff backoff = new Backoff(new Random(1));

  /** They double up to 128 ms, less at most a half, however many there are. */
  @Test
  void doubles() {
    for (int attempt : new int[] {0, 1, 2, 7, 8, 64, Integer.MAX_VALUE}) {
      long longest = 1_000_000L << Math.min(attempt, 7);
      assertThat(backoff.delay(attempt)).isBetween(longest / 2, longest);
    }
  }

  /** They are not all the same. */
  @Test
  void jitters() {
    assertThat(backoff.delay(7)).isNotEqualTo(backoff.delay(7));
  }
}
