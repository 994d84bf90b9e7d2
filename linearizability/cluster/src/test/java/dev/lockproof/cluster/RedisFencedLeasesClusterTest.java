// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Budget;
import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Verdict;
import dev.lockproof.redis.ScriptTwin;
import dev.lockproof.servers.RedisServer;
import dev.lockproof.servers.RedisServers;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each experiment answers all of its questions as expected, on a real server. What takes long is
 * done in the smallest budget here; the layer does it in the budget of the run.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RedisFencedLeasesClusterTest {
  private final RedisServer server;
  private final Path work;

  RedisFencedLeasesClusterTest(@TempDir Path work) {
    this.work = work;
    this.server = RedisServers.start(work.resolve("redis.log"));
  }

  @AfterAll
  void close() {
    server.close();
  }

  private void passes(Experiment experiment, Budget budget) throws InterruptedException {
    assertThat(experiment.run(new Setting(server, budget, work)))
        .allSatisfy(evidence -> assertThat(evidence.verdict()).isEqualTo(Verdict.PASS))
        .extracting(Evidence::id)
        .containsExactlyElementsOf(
            experiment.questions().stream().map(Experiment.Question::id).toList());
  }

  /** The guard stops a paused holder; without it, or without the raise, the late write lands. */
  @Test
  @Tag("redis-lease.order")
  @Tag("redis-lease.order-unraised")
  @Tag("redis-lease.order-unguarded")
  @Tag("redis-lease.exclusion")
  @Tag("redis-lease.tokens")
  @Tag("redis-lease.expiry")
  void pausedHolder() throws InterruptedException {
    passes(new PausedHolder(), Budget.current());
    assertThat(work.resolve("PausedHolder.guarded.ndjson")).isNotEmptyFile();
  }

  /** A lost reply is unknown, and leaves nothing behind for longer than the time-to-live. */
  @Test
  @Tag("redis-lease.outcome")
  @Tag("redis-lease.expiry")
  void cutReply() throws InterruptedException {
    passes(new CutReply(), Budget.current());
  }

  /** Requests of a late holder change nothing on the server. */
  @Test
  @Tag("redis-lease.ownership")
  void lateRequests() throws InterruptedException {
    passes(new LateRequests(), Budget.current());
  }

  /** Server and twin agree. */
  @Test
  @Tag("redis-lease.script")
  void scriptTwinAgrees() throws InterruptedException {
    passes(new ScriptTwinAgrees(), Budget.SMOKE);
  }

  /** A twin whose clock runs twice as fast is told from the server by a grant and a shift. */
  @Test
  @Tag("redis-lease.script")
  void scriptTwinCanDisagree() {
    Evidence evidence =
        new ScriptTwinAgrees(clock -> ScriptTwin.onMicros(() -> 2 * clock.getAsLong()))
            .run(new Setting(server, Budget.SMOKE, work))
            .get(0);
    assertThat(evidence.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(Objects.requireNonNull(evidence.counterexample()).steps())
        .hasSize(3)
        .first()
        .asString()
        .contains("GRANT");
  }

  /** Under contention and faults the claims hold. */
  @Test
  @Tag("redis-lease.exclusion")
  @Tag("redis-lease.tokens")
  @Tag("redis-lease.ownership")
  @Tag("redis-lease.order")
  void contention() throws InterruptedException {
    passes(new Contention(), Budget.SMOKE);
  }
}
