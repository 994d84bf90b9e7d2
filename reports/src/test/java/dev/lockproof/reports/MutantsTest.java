// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockproof.journal.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The corpus of mutants, and the format of a patch. */
class MutantsTest {
  private static final Workspace WORKSPACE = Workspace.around(Path.of(""));
  private static final String HEAD =
      "Mutant: X\nOf: clh\nBreaks: clh.exclusion\nSource: s\nPredict: model=kill\n";
  private static final String REST = "\nWhat goes wrong.\n\ndiff --git a/A b/A\n";

  @TempDir Path folder;

  static Stream<Mutant> corpus() {
    return Mutant.readAll(WORKSPACE.mutants()).stream();
  }

  /** Every patch applies to the letter, and what it makes compiles. */
  @ParameterizedTest
  @MethodSource("corpus")
  void noPatchIsStale(Mutant mutant) throws IOException {
    Path classes = new MutantBuild(WORKSPACE).build(mutant);
    try (Stream<Path> files = Files.walk(classes)) {
      assertThat(files.filter(Files::isRegularFile)).isNotEmpty();
    }
  }

  /** Every patch touches what the layers that are predicted to kill it look at. */
  @ParameterizedTest
  @MethodSource("corpus")
  void patchesReachTheirLayers(Mutant mutant) {
    assertThat(mutant.diff().contains("+++ b/models/specs/"))
        .isEqualTo(mutant.predicted().containsKey(Layer.MODEL));
  }

  /** Each subject has at least four. */
  @Test
  void theCorpusIsNotThin() {
    List<String> subjects = corpus().map(Mutant::of).toList();
    assertThat(subjects.stream().filter("clh"::equals).count()).isGreaterThanOrEqualTo(4);
    assertThat(subjects.stream().filter("redis-lease"::equals).count()).isGreaterThanOrEqualTo(4);
  }

  /** A patch that does not fit to the letter is an error that names the file. */
  @Test
  void aStalePatchIsRefused() throws IOException {
    Mutant stale =
        read(
            HEAD
                + "\nWhat goes wrong.\n\n"
                + "diff --git a/README.md b/README.md\n--- a/README.md\n+++ b/README.md\n"
                + "@@ -1,1 +1,1 @@\n-not the first line\n+another\n");
    assertThatThrownBy(() -> new MutantBuild(WORKSPACE).build(stale))
        .isInstanceOf(MutantBuild.StalePatchException.class)
        .hasMessageContaining("X.patch");
  }

  /** A head that lacks a line, or says what the format does not know, is refused with the rule. */
  @ParameterizedTest
  @MethodSource("badHeads")
  void aBadHeadIsRefused(String good, String bad, String rule) {
    assertThatThrownBy(() -> read((HEAD + REST).replace(good, bad))).hasMessageContaining(rule);
  }

  static Stream<Arguments> badHeads() {
    return Stream.of(
        Arguments.of("Mutant: X", "Mutant: Y", "not named after"),
        Arguments.of("Of: clh", "Off: clh", "exactly one line 'Of"),
        Arguments.of("Source: s", "Source", "no 'Name: value'"),
        Arguments.of("model=kill", "model=maybe", "<layer>=kill"),
        Arguments.of("model=kill", "mode=kill", "no layer is named"),
        Arguments.of("model=kill", "model=miss", "has no Blind-spot"),
        Arguments.of(
            "kill\n", "miss\nBlind-spot: model: bound because b\n", "no layer is predicted"),
        Arguments.of("kill\n", "kill\nBlind-spot: model: luck\n", "a Blind-spot is"),
        Arguments.of("diff --git", "dif", "then 'diff --git'"));
  }

  private Mutant read(String text) throws IOException {
    return Mutant.read(Files.writeString(folder.resolve("X.patch"), text));
  }
}
