// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Budget;
import dev.lockproof.journal.Claim;
import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Journal;
import dev.lockproof.journal.Layer;
import dev.lockproof.journal.LayerRun;
import dev.lockproof.journal.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layer; first in order, so that the start of Lincheck is charged to no subject. */
@Order(1)
class LincheckLayerTest {
  /** A lost update fails the safety claim, with its interleaving; no liveness claim. */
  @Test
  void lostUpdateFailsSafety() {
    Search search = Search.of(new Broken.Unguarded(), Budget.SMOKE);
    Evidence safety = judge(search, "safety");
    assertThat(safety.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(judge(search, "liveness").verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    var counterexample = Objects.requireNonNull(safety.counterexample());
    assertThat(counterexample.text()).contains("count(): 1").doesNotContain("Detailed trace");
    assertThat(counterexample.steps())
        .allSatisfy(step -> assertThat(step).containsOnlyKeys("Thread 1", "Thread 2"))
        .contains(Map.of("Thread 1", "", "Thread 2", "  switch"));
  }

  /** A lock that is never released fails the liveness claim; no safety claim. */
  @Test
  void hangFailsLiveness() {
    Search search = Search.of(new Broken.Greedy(), Budget.SMOKE);
    assertThat(judge(search, "liveness").verdict()).isEqualTo(Verdict.FAIL);
    assertThat(judge(search, "safety").verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  /** A wait in an operation that should not wait fails the liveness claim; no safety claim. */
  @Test
  void hiddenWaitFailsLiveness() {
    Search search = Search.of(new Broken.Secretive(), Budget.SMOKE);
    assertThat(judge(search, "liveness").verdict()).isEqualTo(Verdict.FAIL);
    assertThat(judge(search, "safety").verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  /** An exception from elsewhere breaks no claim. */
  @Test
  void foreignExceptionIsTrouble() {
    Search search = Search.of(new Broken.Nervous(), Budget.SMOKE);
    Evidence evidence = judge(search, "safety");
    assertThat(evidence.verdict()).isEqualTo(Verdict.INFRA);
    assertThat(evidence.reason()).contains("IllegalStateException");
  }

  /** A search that hangs, or that fails by itself, breaks no claim. */
  @Test
  void troubleBreaksNothing() {
    var hung = new Search(null, "no end", true, 5, 60);
    var failed = new Search(null, "Lincheck itself failed", false, 0, 1);
    assertThat(judge(hung, "liveness").verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(judge(failed, "safety").verdict()).isEqualTo(Verdict.INFRA);
  }

  /** All evidence of a wanted claim, and no other, comes into the journal. */
  @Test
  void recordsWhatIsWanted(@TempDir Path folder) throws Exception {
    Path journal = folder.resolve("journal.ndjson");
    LincheckLayer.run(
        LayerRun.parse(
            "--budget",
            "smoke",
            "--journal",
            journal.toString(),
            "--work",
            folder.resolve("work").toString(),
            "--claim",
            "signal.visibility"));
    List<Evidence> lines = read(journal);
    assertThat(lines).hasSize(1);
    Evidence evidence = lines.get(0);
    assertThat(evidence.id()).isEqualTo("lincheck/SignalLincheckTest/signal.visibility");
    assertThat(evidence.verdict()).isEqualTo(Verdict.PASS);
    assertThat(evidence.explored()).containsEntry("interleavings", 200L);
    assertThat(evidence.strength()).isEqualTo("sampled(200)");
    assertThat(evidence.inputs()).containsKey("dev/lockproof/local/Signal.class");
  }

  private static List<Evidence> read(Path journal) throws IOException {
    assertThat(Files.exists(journal)).isTrue();
    return new Journal(journal).read(0).stream().map(line -> line.evidence()).toList();
  }

  private static Evidence judge(Search search, String kind) {
    var claim = new Claim("x.y", "A sentence.", kind, "holds", null, List.of(), Map.of());
    return search.judge(claim, Evidence.of(Layer.LINCHECK, "Check", "x.y"));
  }
}
