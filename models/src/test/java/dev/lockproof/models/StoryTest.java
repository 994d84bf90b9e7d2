// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A counterexample is told in plain sentences. */
class StoryTest {
  private static final Map<String, String> BEFORE =
      Map.of(
          "pc", "(A :> \"idle\" @@ B :> \"holding\")",
          "sent", "{[to |-> <<n1, 7>>, op |-> \"ask\"]}",
          "log", "<<3, 4>>",
          "word", "\"free\"");
  private static final Map<String, String> AFTER =
      Map.of(
          "pc", "(A :> \"holding\" @@ B :> \"holding\")",
          "sent", "{[to |-> <<n2, 8>>, op |-> \"ask\"]}",
          "log", "<<4, 4>>",
          "word", "\"taken\"",
          "state", "[at |-> 3, of |-> <<4, 5>>]");

  private static String fill(String sentence) {
    return Story.fill(sentence, BEFORE, AFTER);
  }

  /** A hole is filled with who changed, or with what it changed to. */
  @Test
  void changes() {
    assertThat(fill("{pc} is {pc'}: {word}, {word'}.")).isEqualTo("A is holding: taken, taken.");
    assertThat(fill("{state'.at} of {state'.of.2}")).isEqualTo("3 of 5");
  }

  /** A hole is filled with all for whom something is so. */
  @Test
  void conditions() {
    assertThat(fill("{pc=holding} hold.")).isEqualTo("A and B hold.");
    assertThat(fill("{pc=idle|holding} are there.")).isEqualTo("A and B are there.");
    assertThat(fill("[{pc=idle}]")).isEqualTo("[]");
  }

  /** A hole is filled with a part of what a set gained or lost. */
  @Test
  void sets() {
    assertThat(fill("{-sent.to.1} to {+sent.to.1}: {+sent.op}")).isEqualTo("n1 to n2: ask");
    assertThat(fill("{+sent.none}{+none}{none}")).isEmpty();
  }

  /** A tuple may gain what it has already. */
  @Test
  void tuples() {
    assertThat(fill("{+log} for {-log}")).isEqualTo("4 for 3");
  }

  /** The story starts with the initial state and ends with what is wrong; a loop has no end. */
  @Test
  void steps() {
    Story story = new Story(Map.of("Init", "All is quiet.", "Go", "{pc} goes.", "Safe", "Bad."));
    List<State> trace = List.of(new State("1", "Init", BEFORE), new State("2", "Go", AFTER));
    assertThat(story.steps(trace, "Safe"))
        .extracting(row -> row.get("step") + ": " + row.get("what happens"))
        .containsExactly("1: All is quiet.", "2: A goes.", "end: Bad.");
    assertThat(story.steps(List.of(trace.get(0), new State("2", "Other", AFTER)), "Other"))
        .extracting(row -> row.get("what happens"))
        .containsExactly("All is quiet.", "Other");
    List<State> loop =
        List.of(
            trace.get(0),
            new State("", "Back to state 1", Map.of()),
            new State("2", "Stuttering", Map.of()));
    assertThat(story.steps(loop, "Live"))
        .extracting(row -> row.get("what happens"))
        .containsExactly("All is quiet.", "And so on, for ever.", "Nothing happens any more.");
  }
}
