// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Budget;
import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Verdict;
import dev.lockproof.servers.RedisServer;
import dev.lockproof.servers.RedisServers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract of an experiment: it answers all of its questions, in the smallest budget here. */
abstract class ExperimentTest {
  @TempDir Path work;

  private RedisServer server;

  @BeforeEach
  final void start() {
    server = RedisServers.start(work.resolve("redis.log"));
  }

  @AfterEach
  final void close() {
    server.close();
  }

  final void passes(Experiment experiment) throws InterruptedException {
    assertThat(experiment.run(new Setting(server, Budget.SMOKE, work)))
        .allSatisfy(
            evidence ->
                assertThat(evidence.verdict()).as(evidence.toString()).isEqualTo(Verdict.PASS))
        .extracting(Evidence::id)
        .containsExactlyElementsOf(
            experiment.questions().stream().map(Experiment.Question::id).toList());
  }
}
