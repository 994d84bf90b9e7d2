// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.models;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Counterexample;
import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Journal;
import dev.lockproof.journal.Verdict;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layer process, with an altered specification first on its class path or without. */
class ModelLayerTest {
  private static final String WAKEUP = "signal.wakeup";

  @TempDir Path work;

  private Evidence run(String... options) throws Exception {
    Path journal = work.resolve("journal.ndjson");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(work + File.pathSeparator + System.getProperty("java.class.path"));
    command.add(ModelLayer.class.getName());
    command.addAll(List.of("--budget", "quick", "--journal", journal.toString()));
    command.addAll(List.of("--work", work.resolve("native").toString()));
    command.addAll(List.of(options));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    List<Journal.Line> lines = new Journal(journal).read(0);
    assertThat(lines).hasSize(1);
    return requireNonNull(lines.get(0).evidence());
  }

  private void alter(String file, String what, String instead) throws Exception {
    try (InputStream in = ModelLayerTest.class.getResourceAsStream("/specs/" + file)) {
      String text = new String(requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text).contains(what);
      Path target = work.resolve("specs").resolve(file);
      Files.createDirectories(requireNonNull(target.getParent()));
      Files.writeString(target, text.replace(what, instead));
    }
  }

  /** A claim that is checked and witnessed passes, and says what was explored. */
  @Test
  void pass() throws Exception {
    Evidence evidence = run("--claim", "clh.order");
    assertThat(evidence.id()).isEqualTo("model/MCClhOrder/clh.order");
    assertThat(evidence.verdict()).as(evidence.reason()).isEqualTo(Verdict.PASS);
    assertThat(evidence.strength()).isEqualTo("exhaustive(N = 3)");
    assertThat(evidence.explored()).containsKeys("distinct", "generated", "depth");
    assertThat(evidence.inputs()).containsKeys("specs/clh/Clh.tla", "specs/mutex/Mutex.tla");
  }

  /** A violation that the claim expects passes, with a story that is short enough to follow. */
  @Test
  void expectedViolation() throws Exception {
    Evidence evidence = run("--claim", "redis-lease.order-unguarded");
    assertThat(evidence.verdict()).as(evidence.reason()).isEqualTo(Verdict.PASS);
    Counterexample story = requireNonNull(evidence.counterexample());
    assertThat(story.violated()).isEqualTo("WriteOrder");
    assertThat(story.steps()).hasSizeBetween(10, 15);
  }

  /** A mutant is killed by the violation of its claim. */
  @Test
  void killed() throws Exception {
    alter("signal/Signal.tla", "permit' = TRUE", "permit' = permit");
    Evidence evidence = run("--claim", WAKEUP, "--mutant", "Deaf");
    assertThat(evidence.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(requireNonNull(evidence.counterexample()).violated()).isEqualTo("NoLostWakeup");
    assertThat(evidence.mutant()).isEqualTo("Deaf");
  }

  /** Without its witness a claim is not decided. */
  @Test
  void missingWitness() throws Exception {
    alter("signal/MCSignal.tla", "(waiter = \"parked\" /\\ word = \"raised\")", "FALSE");
    Evidence evidence = run("--claim", WAKEUP);
    assertThat(evidence.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(evidence.reason()).contains("MCSignalWitnessParked", "NeverParked");
  }

  /** A specification that differs from its manifest is trouble, not a verdict. */
  @Test
  void differentCounts() throws Exception {
    alter(
        "signal/Signal.tla",
        "permit \\in BOOLEAN\n  /\\ waiter =",
        "permit = FALSE\n  /\\ waiter =");
    Evidence evidence = run("--claim", WAKEUP);
    assertThat(evidence.verdict()).isEqualTo(Verdict.INFRA);
    assertThat(evidence.reason()).contains("generated states", "instead of");
  }

  /** A specification that is broken is trouble, even for a mutant. */
  @Test
  void brokenSpecification() throws Exception {
    alter("signal/Signal.tla", "Next ==", "Next = =");
    Evidence evidence = run("--claim", WAKEUP, "--mutant", "Broken");
    assertThat(evidence.verdict()).isEqualTo(Verdict.INFRA);
  }
}
