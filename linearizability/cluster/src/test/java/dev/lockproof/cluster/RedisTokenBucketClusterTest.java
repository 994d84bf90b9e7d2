// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each experiment on buckets answers all of its questions as expected, on a real server. */
class RedisTokenBucketClusterTest extends ExperimentTest {
  /** Under contention and faults, no more is admitted than may be, and undisturbed no less. */
  @Test
  @Tag("redis-bucket.window")
  @Tag("redis-bucket.exact")
  @Tag("redis-bucket.together")
  void contention() throws InterruptedException {
    passes(new BucketContention());
  }
}
