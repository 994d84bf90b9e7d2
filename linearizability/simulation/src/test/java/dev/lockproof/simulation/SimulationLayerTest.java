// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Journal;
import dev.lockproof.journal.Subject;
import dev.lockproof.journal.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layer's process keeps its contract. */
class SimulationLayerTest {
  @TempDir private Path folder;

  private List<Evidence> run(String... more) throws Exception {
    Path journal = folder.resolve("journal.ndjson");
    var args = new ArrayList<>(List.of("--budget", "smoke", "--journal", journal.toString()));
    args.addAll(List.of("--work", folder.resolve("work").toString()));
    args.addAll(List.of(more));
    SimulationLayer.main(args.toArray(String[]::new));
    return new Journal(journal)
        .read(0).stream().map(Journal.Line::evidence).map(Objects::requireNonNull).toList();
  }

  /** A claim that holds passes, by so many schedules, and by all of a small scope. */
  @Test
  void holds() throws Exception {
    List<Evidence> found = run("--claim", "redlock.quorum");
    assertThat(found).extracting(Evidence::verdict).containsOnly(Verdict.PASS);
    assertThat(found)
        .extracting(Evidence::strength)
        .containsExactly("sampled(500)", "exhaustive(2 clients, 3 servers, first 3 choices)");
    assertThat(found.get(0).explored()).containsKey("a server crashes, held");
    assertThat(found.get(0).inputs()).containsKey("dev/lockproof/redis/RedisRedlock.class");
  }

  /** A claim that is expected to be violated passes by a story that can be read. */
  @Test
  void isViolated() throws Exception {
    assertThat(run("--claim", "redlock.exclusion-restart"))
        .singleElement()
        .satisfies(evidence -> assertThat(evidence.verdict()).isEqualTo(Verdict.PASS))
        .satisfies(
            evidence ->
                assertThat(Objects.requireNonNull(evidence.counterexample()).text().lines())
                    .hasSizeLessThanOrEqualTo(17)
                    .anyMatch(line -> line.contains("restarts without its data"))
                    .anyMatch(line -> line.contains("replay redlock.exclusion-restart "))
                    .allMatch(line -> line.length() <= 100 || line.startsWith("replay: ")));
  }

  /** What is not asked for is not run. */
  @Test
  void nothingAsked() throws Exception {
    assertThat(run("--subject", "clh")).isEmpty();
  }

  /** There is a question about every claim that is not said to be beyond simulation. */
  @Test
  void everyClaimIsAsked() {
    for (String id : SimulationLayer.SUBJECTS) {
      assertThat(Subject.load(id).claims())
          .allSatisfy(
              claim ->
                  assertThat(Question.about(claim).isPresent())
                      .as(claim.id())
                      .isNotEqualTo(claim.notApplicable().containsKey("simulation")));
    }
  }
}
