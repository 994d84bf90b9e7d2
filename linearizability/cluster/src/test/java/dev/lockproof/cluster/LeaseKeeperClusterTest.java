// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Budget;
import dev.lockproof.journal.Verdict;
import dev.lockproof.servers.RedisServer;
import dev.lockproof.servers.RedisServers;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leases are kept on a real server, and their loss is told in time. */
class LeaseKeeperClusterTest {
  @TempDir private Path work;

  /** What this machine is too slow for says nothing, and so does not fail. */
  @Test
  @Tag("lease-keeper.kept")
  @Tag("lease-keeper.told")
  void keptLeases() throws InterruptedException {
    try (RedisServer server = RedisServers.start(work.resolve("redis.log"))) {
      assertThat(new KeptLeases().run(new Setting(server, Budget.SMOKE, work)))
          .hasSize(2)
          .allSatisfy(
              evidence -> assertThat(evidence.verdict()).isIn(Verdict.PASS, Verdict.INCONCLUSIVE));
    }
  }
}
