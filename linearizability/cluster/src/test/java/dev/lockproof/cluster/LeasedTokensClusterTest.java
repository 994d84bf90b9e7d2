// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nodes that serve what they have drawn from a real server. */
class LeasedTokensClusterTest extends ExperimentTest {
  /** Under faults, all nodes together admit no more than they may. */
  @Test
  @Tag("leased-tokens.window")
  void contention() throws InterruptedException {
    passes(new LeasedContention());
  }
}
