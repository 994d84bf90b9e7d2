// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each experiment on sliding windows answers all of its questions as expected. */
class RedisSlidingWindowClusterTest extends ExperimentTest {
  /** Under contention and faults, no more is admitted than may be, and undisturbed no less. */
  @Test
  @Tag("redis-sliding-window.window")
  @Tag("redis-sliding-window.exact")
  void contention() throws InterruptedException {
    passes(new WindowContention());
  }

  /** A server that forgets admits as much again. */
  @Test
  @Tag("redis-sliding-window.window-lost")
  @Tag("redis-bucket.window-lost")
  void losses() throws InterruptedException {
    passes(new LimiterLosses());
  }
}
