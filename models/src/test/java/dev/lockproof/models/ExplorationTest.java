// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.lockproof.models.Exploration.End;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What TLC prints is understood, or said not to be. */
class ExplorationTest {
  private static final String VERSION = message(2262, 0, "TLC2 Version 2.18 of 20 March 2023");
  private static final String SUCCESS =
      message(2193, 0, "Model checking completed. No error has been found.");
  private static final String ACTION =
      message(2772, 0, "<Enter line 60, col 1 to line 60, col 8 of module Clh (3 4 5 6)>: 346:888");
  private static final String COUNTS =
      message(2194, 0, "The depth of the complete state graph search is 24.")
          + message(
              2199,
              0,
              "4549 states generated, 1796 distinct states found, 0 states left on queue.");
  private static final String FINISHED =
      message(2186, 0, "Finished in 745ms at (2026-11-20 17:38:36)");
  private static final String TRACE =
      message(2121, 1, "The behavior up to this point is:")
          + message(2217, 4, "1: <Initial predicate>\n/\\ pc = <<\"idle\">>\n/\\ tail = 1\n")
          + message(
              2217,
              4,
              """
              2: <Enter line 3, col 3 to line 4, col 4 of module Clh>
              /\\ pc = <<"in">>
              /\\ tail = 1
              """);

  private static String message(int code, int kind, String text) {
    return "@!@!@STARTMSG %d:%d @!@!@\n%s\n@!@!@ENDMSG %d @!@!@\n"
        .formatted(code, kind, text, code);
  }

  private static Exploration parse(int exitCode, String... parts) {
    return Exploration.parse(VERSION + String.join("", parts) + FINISHED, exitCode, 1);
  }

  /** A completed run gives its counts and how often each action was taken. */
  @Test
  void completedRun() {
    Exploration run = parse(0, "Parsing file Clh.tla\n", SUCCESS, ACTION, COUNTS);
    assertThat(run.end()).isEqualTo(End.COMPLETED);
    assertThat(run.version()).isEqualTo("2.18 of 20 March 2023");
    assertThat(List.of(run.generated(), run.distinct(), run.depth()))
        .containsExactly(4549L, 1796L, 24L);
    assertThat(run.taken()).containsExactly(entry("Enter", 888L));
  }

  /** A violated invariant comes with its name and the states that lead there. */
  @Test
  void violatedInvariant() {
    Exploration run = parse(12, message(2110, 1, "Invariant Safe is violated."), TRACE, COUNTS);
    assertThat(run.end()).isEqualTo(End.VIOLATED);
    assertThat(run.violated()).isEqualTo("Safe");
    assertThat(run.trace())
        .containsExactly(
            new State("1", "Init", Map.of("pc", "<<\"idle\">>", "tail", "1")),
            new State("2", "Enter", Map.of("pc", "<<\"in\">>", "tail", "1")));
  }

  /** An invariant that the initial state violates comes with that state. */
  @Test
  void violatedInitially() {
    String text = "Invariant Safe is violated by the initial state:\nstate = <<\"idle\">>\n";
    Exploration run = parse(12, message(2107, 1, text), COUNTS);
    assertThat(run.violated()).isEqualTo("Safe");
    assertThat(run.trace())
        .containsExactly(new State("1", "Init", Map.of("state", "<<\"idle\">>")));
  }

  /** Action properties have names; those of an abstract specification have only a place. */
  @Test
  void violatedActionProperty() {
    String named = message(2112, 1, "Action property Ownership is violated.");
    String placed =
        message(
            2112,
            1,
            "Action property line 39, col 17 to line 39, col 30 of module Mutex is violated.");
    assertThat(parse(13, named, TRACE).violated()).isEqualTo("Ownership");
    assertThat(parse(13, placed, TRACE).violated()).isEqualTo("Refinement");
  }

  /** A temporal property fails by a behavior that stutters or goes round. */
  @Test
  void violatedTemporalProperty() {
    String announced =
        message(2116, 1, "Temporal properties were violated.\n")
            + message(2264, 1, "The following behavior constitutes a counter-example:\n");
    String stuttering = message(2218, 4, "3: Stuttering");
    String round =
        message(
            2122, 4, "2: Back to state: <Enter line 3, col 3 to line 4, col 4 of module Clh>\n");
    Exploration stuck = parse(13, announced, TRACE, stuttering);
    assertThat(stuck.violated()).isEqualTo(Exploration.TEMPORAL);
    assertThat(stuck.trace().get(2).action()).isEqualTo("Stuttering");
    assertThat(parse(13, announced, TRACE, round).trace().get(2).action())
        .isEqualTo("Back to state 2");
  }

  /** A deadlock is a violation, too. */
  @Test
  void deadlock() {
    assertThat(parse(11, message(2114, 1, "Deadlock reached."), TRACE).violated())
        .isEqualTo("Deadlock");
  }

  /** An error of the specification or of TLC is trouble, whatever else is printed. */
  @Test
  void errorsAreTrouble() {
    String error = message(2222, 1, "The constant parameter N is not assigned a value.");
    Exploration run = parse(0, error, SUCCESS, COUNTS);
    assertThat(run.end()).isEqualTo(End.TROUBLE);
    assertThat(run.reason()).contains("constant parameter N");
  }

  /** A verdict that the exit code does not confirm is trouble. */
  @ParameterizedTest
  @ValueSource(ints = {1, 12, 13, 137, 150, 255})
  void exitCodeMustConfirm(int exitCode) {
    assertThat(parse(exitCode, SUCCESS, COUNTS).end()).isEqualTo(End.TROUBLE);
  }

  /** A violation with exit code 0 is trouble, and so is a search that left states. */
  @Test
  void verdictMustBeConsistent() {
    String violation = message(2110, 1, "Invariant Safe is violated.");
    String left =
        message(2199, 0, "9 states generated, 8 distinct states found, 7 states left on queue.");
    assertThat(parse(0, violation, TRACE).end()).isEqualTo(End.TROUBLE);
    assertThat(parse(0, violation, SUCCESS, TRACE).end()).isEqualTo(End.TROUBLE);
    assertThat(parse(0, SUCCESS, left).end()).isEqualTo(End.TROUBLE);
  }

  /** Output that was cut anywhere is trouble, never a verdict. */
  @Test
  void cutOutputIsTrouble() {
    String whole = VERSION + SUCCESS + COUNTS + FINISHED;
    for (int length = 0; length < whole.length() - 1; length++) {
      assertThat(Exploration.parse(whole.substring(0, length), 0, 1).end()).isEqualTo(End.TROUBLE);
    }
  }

  /** Garbage is trouble, never a verdict and never an exception. */
  @Test
  void garbageIsTrouble() {
    Random random = new Random(2);
    byte[] bytes = new byte[300];
    for (int i = 0; i < 200; i++) {
      random.nextBytes(bytes);
      String garbage = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
      for (int code : new int[] {2107, 2110, 2112, 2122, 2194, 2199, 2217, 2262, 2772}) {
        String output = message(code, 1, garbage);
        assertThat(Exploration.parse(output, 0, 1).end()).isEqualTo(End.TROUBLE);
      }
    }
  }
}
