// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Budget;
import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Verdict;
import dev.lockproof.servers.RedisServer;
import dev.lockproof.servers.RedisServers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Each experiment answers all of its questions as expected, on five real servers. */
@TestInstance(Lifecycle.PER_CLASS)
class RedlockRoundClusterTest {
  private final RedisServer server;
  private final Path work;

  RedlockRoundClusterTest(@TempDir Path work) {
    this.work = work;
    this.server = RedisServers.start(work.resolve("redis.log"));
  }

  @AfterAll
  void close() {
    server.close();
  }

  private void passes(Experiment experiment) throws InterruptedException {
    assertThat(experiment.run(new Setting(server, Budget.SMOKE, work)))
        .allSatisfy(evidence -> assertThat(evidence.verdict()).isEqualTo(Verdict.PASS))
        .extracting(Evidence::id)
        .containsExactlyElementsOf(
            experiment.questions().stream().map(Experiment.Question::id).toList());
  }

  /** Each broken assumption lets in a second holder; a long wait for the answers does not. */
  @Test
  @Tag("redlock.exclusion-clock-jump")
  @Tag("redlock.exclusion-restart")
  @Tag("redlock.exclusion-suspended")
  @Tag("redlock.exclusion-pause-before")
  @Tag("redlock.exclusion-pause-after")
  void stories() throws InterruptedException {
    passes(new RedlockStories());
  }

  /** The rules of rounds, extensions and releases are kept. */
  @Test
  @Tag("redlock.validity")
  @Tag("redlock.quorum")
  @Tag("redlock.release")
  @Tag("redlock.extension")
  void rules() throws InterruptedException {
    passes(new RedlockRules());
  }

  /**
   * With a server that dies, one that stands still and one that is slow, nobody holds at a time.
   */
  @Test
  @Tag("redlock.exclusion")
  void contention() throws InterruptedException {
    passes(new RedlockContention());
  }
}
