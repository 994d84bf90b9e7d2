// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the model answers to a test.
 *
 * @param holds whether the test's {@code exists}, {@code ~exists} or {@code forall} is true
 * @param shown the execution that decides it: for {@code exists} one that has the outcome, for the
 *     others one that should not be; null where there is none
 * @param shownOutcome its outcome; empty where there is none
 * @param witnessed whether what the test wants to be possible is possible
 * @param outcomes the allowed outcomes, with how many executions have each
 */
record Answer(
    boolean holds,
    @Nullable Execution shown,
    String shownOutcome,
    boolean witnessed,
    SortedMap<String, Long> outcomes,
    Enumeration.Counts counts,
    double seconds) {

  /** Decides {@code test} with its calls run by {@code machine}. */
  static Answer of(LitmusTest test, Machine machine, Set<Axiom> axioms) {
    return new Question(test, machine).answer(axioms);
  }
}
