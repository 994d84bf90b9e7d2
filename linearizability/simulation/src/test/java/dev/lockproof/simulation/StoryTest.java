// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Claim;
import dev.lockproof.journal.Subject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A story is told again word for word: each expected violation is a case of this test. */
class StoryTest {

  /** Returns every claim that the simulator expects to break. */
  static Stream<String> expectedViolations() {
    return SimulationLayer.SUBJECTS.stream()
        .flatMap(id -> Subject.load(id).claims().stream())
        .filter(Claim::expectsViolation)
        .filter(claim -> Question.about(claim).isPresent())
        .map(Claim::id);
  }

  private static String stored(String claim) throws IOException {
    try (InputStream file = StoryTest.class.getResourceAsStream(claim + ".txt")) {
      return new String(Objects.requireNonNull(file, claim).readAllBytes(), UTF_8);
    }
  }

  /** The stored schedule of each gives the stored story. */
  @ParameterizedTest
  @MethodSource("expectedViolations")
  void isToldAgain(String claim) throws IOException {
    String stored = stored(claim);
    String[] arguments = stored.lines().findFirst().orElseThrow().split(" ", -1);
    var told = new ByteArrayOutputStream();
    assertThat(arguments[0]).isEqualTo(claim);
    assertThat(Retelling.tell(new PrintStream(told, true, UTF_8), arguments)).isZero();
    assertThat(told.toString(UTF_8).lines()).containsExactlyElementsOf(stored.lines().toList());
  }

  /** The stories are short enough to be read. */
  @ParameterizedTest
  @MethodSource("expectedViolations")
  void isShort(String claim) throws IOException {
    assertThat(stored(claim).lines().skip(1))
        .hasSizeBetween(4, 20)
        .allMatch(line -> line.length() <= 100);
  }

  /** A schedule that breaks nothing is not told. */
  @Test
  void nothingToTell() {
    var told = new ByteArrayOutputStream();
    var out = new PrintStream(told, true, UTF_8);
    assertThat(Retelling.tell(out, "redlock.exclusion-restart", "0:")).isOne();
    assertThat(told.toString(UTF_8)).contains("does not violate redlock.exclusion-restart here");
  }

  /** Answers are read as they were written. */
  @Test
  void answersAreWritten() {
    for (int[] answers : List.of(new int[] {}, new int[] {7}, new int[] {0, 1, 0, 0, 23})) {
      assertThat(Replay.read(Replay.write(answers))).isEqualTo(answers);
    }
  }
}
