// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A step table says what changed, and nothing else. */
class StateTest {

  private static String changes(String before, String after) {
    return new State("2", "Step", Map.of("x", after)).changes(Map.of("x", before));
  }

  /** Functions and tuples are compared part by part. */
  @Test
  void changedParts() {
    assertThat(changes("(A :> 0 @@ B :> <<1, 2>>)", "(A :> 0 @@ B :> <<1, 3>>)"))
        .isEqualTo("x[B] = <<1, 3>>");
    assertThat(changes("<<\"a\", {1, 2}>>", "<<\"a\", {1, 3}>>")).isEqualTo("x[2] = {1, 3}");
    assertThat(changes("<<\"a\">>", "<<\"b\">>")).isEqualTo("x[1] = \"b\"");
  }

  /** A history that grows shows what was added; one that shrinks is shown whole. */
  @Test
  void growingTuples() {
    assertThat(changes("<<>>", "<<[a |-> 1, b |-> \"x\"]>>"))
        .isEqualTo("x[1] = [a |-> 1, b |-> \"x\"]");
    assertThat(changes("<<1, 2>>", "<<1, 2, 3>>")).isEqualTo("x[3] = 3");
    assertThat(changes("<<1, 2>>", "<<2>>")).isEqualTo("x = <<2>>");
  }

  /** Separators and brackets within strings and records separate nothing. */
  @Test
  void nesting() {
    assertThat(Value.parts("<<\"a, >>\\\"b\", [c |-> <<1, 2>>, d |-> (e :> 1)]>>"))
        .containsExactly(
            Map.entry("1", "\"a, >>\\\"b\""), Map.entry("2", "[c |-> <<1, 2>>, d |-> (e :> 1)]"));
  }

  /** Of a set is shown what it gained and lost. */
  @Test
  void sets() {
    assertThat(changes("{1, <<2, 3>>}", "{1, [a |-> 4]}"))
        .isEqualTo("x without <<2, 3>>; x with [a |-> 4]");
    assertThat(changes("{}", "{1, 2}")).isEqualTo("x with 1; x with 2");
  }

  /** Values without parts are shown whole. */
  @Test
  void wholeValues() {
    assertThat(changes("{1}", "1..3")).isEqualTo("x = 1..3");
    assertThat(changes("0", "1")).isEqualTo("x = 1");
    assertThat(changes("1", "1")).isEmpty();
    assertThat(Value.parts("(1 + 2)")).isEmpty();
  }

  /** A long value that TLC breaks into lines is one value. */
  @Test
  void longValues() {
    State state = State.parse("3: <Next line 1 of module M>\n/\\ x = { 1,\n  2 }\n/\\ y = 3\n");
    assertThat(state).isEqualTo(new State("3", "Next", Map.of("x", "{ 1, 2 }", "y", "3")));
  }
}
