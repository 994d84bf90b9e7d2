// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Journal;
import dev.lockproof.journal.Verdict;
import dev.lockproof.servers.RedisServers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layer's process keeps its contract. */
class ClusterLayerTest {
  @TempDir private Path folder;

  @AfterEach
  void noneForced() {
    System.clearProperty(RedisServers.PROPERTY);
  }

  private List<Evidence> run(String... more) throws Exception {
    var args = new ArrayList<String>();
    Path journal = folder.resolve("journal.ndjson");
    args.addAll(List.of("--budget", "smoke", "--journal", journal.toString()));
    args.addAll(List.of("--work", folder.resolve("work").toString()));
    args.addAll(List.of(more));
    ClusterLayer.main(args.toArray(String[]::new));
    return new Journal(journal)
        .read(0).stream().map(Journal.Line::evidence).map(Objects::requireNonNull).toList();
  }

  /** What is asked for is answered, and nothing else. */
  @Test
  void answersWhatIsAsked() throws Exception {
    assertThat(
            run(
                "--claim",
                "redis-lease.ownership",
                "--skip",
                "cluster/Contention/redis-lease.ownership"))
        .singleElement()
        .satisfies(evidence -> assertThat(evidence.verdict()).isEqualTo(Verdict.PASS))
        .satisfies(
            evidence ->
                assertThat(evidence.inputs())
                    .containsKeys(
                        "dev/lockproof/redis/renew.lua",
                        "dev/lockproof/redis/RedisFencedLeases.class"));
  }

  /** Without a server there is nothing to say about a claim, and how to get one is said. */
  @Test
  void withoutServer() throws Exception {
    System.setProperty(RedisServers.PROPERTY, "redis://127.0.0.1:1");
    assertThat(run("--claim", "redis-lease.script"))
        .singleElement()
        .satisfies(evidence -> assertThat(evidence.verdict()).isEqualTo(Verdict.INFRA))
        .satisfies(evidence -> assertThat(evidence.reason()).contains("no Redis server; tried"));
  }

  /** Where nothing is asked for, no server is started. */
  @Test
  void nothingAsked() throws Exception {
    assertThat(run("--subject", "clh")).isEmpty();
    assertThat(folder.resolve("work").resolve("redis.log")).doesNotExist();
  }
}
