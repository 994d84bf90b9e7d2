// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The journal, and the contract of a layer process that writes it. */
class JournalTest {
  private static final Counterexample SEEN =
      new Counterexample(
          "Exclusion", List.of(Map.of("step", "1", "action", "Enter")), "text", "<svg/>");

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("journal.ndjson");
  }

  /** What a layer records is what a reader reads, with the mutant and the key of the run. */
  @Test
  void evidenceComesBack() throws IOException {
    LayerRun run = run("--mutant", "ClhEarlyEntry", "--key", "k");
    Evidence evidence =
        Evidence.of(Layer.MODEL, "MCClh", "clh.exclusion")
            .tool("TLC", "2.18")
            .strength("exhaustive(3 processes)")
            .explored("distinct", 7)
            .bound("N", 3)
            .seed(42)
            .seconds(1.5)
            .part(new Part("raise", "volatile", List.of(new Part.Weaker("opaque", SEEN))))
            .part(new Part("hold", "plain", List.of()))
            .inputs(Map.of("a", "b"))
            .fail("two holders", SEEN);
    run.record(evidence);
    List<Journal.Line> lines = new Journal(file).read(0);
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).evidence()).isEqualTo(evidence.in("ClhEarlyEntry", "k"));
    assertThat(evidence.id()).isEqualTo("model/MCClh/clh.exclusion");
    assertThat(evidence.subject()).isEqualTo("clh");
  }

  /** A writer that was killed leaves a cut line, which costs nothing but itself. */
  @Test
  void aCutLineIsPassedOver() throws IOException {
    run().record(Evidence.of(Layer.STRESS, "A", "clh.order").pass());
    Files.writeString(file, "{\"evidence\":{\"id\":\"str", StandardOpenOption.APPEND);
    assertThat(new Journal(file).read(0)).hasSize(1);
    assertThat(new Journal(file).read(1)).isEmpty();
    assertThat(new Journal(file).read(99)).isEmpty();
    assertThat(new Journal(folder.resolve("none")).read(0)).isEmpty();
  }

  /** What is written after a cut line is read all the same. */
  @Test
  void aResumedRunIsRead() throws IOException {
    Files.writeString(file, "{\"evidence\":{\"id\":\"str");
    run().record(Evidence.of(Layer.STRESS, "A", "clh.order").pass());
    assertThat(new Journal(file).read(0)).hasSize(1);
  }

  /** A layer is asked for what is selected and not yet known. */
  @Test
  void selectionsLimitARun() {
    assertThat(run().wants(Layer.MODEL, "MCClh", "clh.order")).isTrue();
    assertThat(run("--subject", "clh").wants(Layer.MODEL, "MCClh", "clh.order")).isTrue();
    assertThat(run("--subject", "signal").wants(Layer.MODEL, "MCClh", "clh.order")).isFalse();
    assertThat(run("--claim", "clh.order").wants(Layer.MODEL, "MCClh", "clh.order")).isTrue();
    assertThat(run("--claim", "clh.cost").wants(Layer.MODEL, "MCClh", "clh.order")).isFalse();
    assertThat(run("--skip", "model/MCClh/clh.order").wants(Layer.MODEL, "MCClh", "clh.order"))
        .isFalse();
  }

  /** An unknown option, budget or layer, and a missing value, are refused by name. */
  @Test
  void badArgumentsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerRun.parse("--fast", "yes"))
        .withMessageContaining("--fast");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerRun.parse("--budget"))
        .withMessageContaining("--budget");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Budget.of("tiny"))
        .withMessageContaining("tiny")
        .withMessageContaining("quick");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Layer.of("magic"))
        .withMessageContaining("magic");
  }

  /** Budgets are ordered, and none counts less than a smaller one. */
  @ParameterizedTest
  @CsvSource({"smoke, quick", "quick, standard", "standard, thorough"})
  void budgetsGrow(String smaller, String larger) {
    Budget small = Budget.of(smaller);
    Budget large = Budget.of(larger);
    assertThat(large.covers(small)).isTrue();
    assertThat(small.covers(large)).isFalse();
    assertThat(large.lincheckIterations()).isGreaterThan(small.lincheckIterations());
    assertThat(large.scriptSequences()).isGreaterThan(small.scriptSequences());
    assertThat(large.checkLimit()).isGreaterThan(small.checkLimit());
  }

  private LayerRun run(String... selection) {
    String[] arguments = new String[selection.length + 4];
    arguments[0] = "--journal";
    arguments[1] = file.toString();
    arguments[2] = "--work";
    arguments[3] = folder.toString();
    System.arraycopy(selection, 0, arguments, 4, selection.length);
    return LayerRun.parse(arguments);
  }
}
