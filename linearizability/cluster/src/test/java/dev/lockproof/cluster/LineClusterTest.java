// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Those who wait for leases of a real server. */
class LineClusterTest extends ExperimentTest {
  /** They are woken, in order, one request at a time, and who gives up leaves nothing behind. */
  @Test
  @Tag("lease-line.woken")
  @Tag("lease-line.poll")
  @Tag("lease-line.order")
  @Tag("lease-line.alone")
  @Tag("lease-line.residue")
  void lines() throws InterruptedException {
    passes(new LeaseLines());
  }
}
