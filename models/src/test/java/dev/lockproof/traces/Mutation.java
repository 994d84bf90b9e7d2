// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.traces;

import java.util.ArrayList;
import java.util.List;

/**
 * A trace with one thing wrong.
 *
 * @param kind what is wrong
 * @param steps the trace, as far as it is needed to see that
 */
record Mutation(Kind kind, List<Step> steps) {

  /** What may be wrong. */
  enum Kind {
    /** A step is missing. */
    DROP,
    /** Two steps have changed places. */
    SWAP,
    /** A step is another process's. */
    PROCESS,
    /** What was seen after a step is something else. */
    VALUE
  }

  /**
   * Returns all mutations of {@code trace}. What follows the first step that {@code all} does not
   * have there is cut off: the trace has to be rejected there.
   */
  static List<Mutation> of(List<Step> trace, StepGraph all) {
    List<Mutation> mutations = new ArrayList<>();
    for (int i = 0; i < trace.size(); i++) {
      Step step = trace.get(i);
      if (i + 1 < trace.size()) {
        mutations.add(mutation(Kind.DROP, trace, i, 1, List.of(), all));
        mutations.add(mutation(Kind.SWAP, trace, i, 2, List.of(trace.get(i + 1), step), all));
      }
      String other = step.process().equals("1") ? "2" : "1";
      Step foreign = new Step(step.label(), other, step.sees());
      mutations.add(mutation(Kind.PROCESS, trace, i, 1, List.of(foreign), all));
      for (int seen = 0; seen < step.sees().size(); seen++) {
        List<String> sees = new ArrayList<>(step.sees());
        sees.set(seen, otherThan(sees.get(seen)));
        Step mistaken = new Step(step.label(), step.process(), sees);
        mutations.add(mutation(Kind.VALUE, trace, i, 1, List.of(mistaken), all));
      }
    }
    return mutations;
  }

  private static String otherThan(String value) {
    return switch (value) {
      case "TRUE" -> "FALSE";
      case "FALSE" -> "TRUE";
      default -> String.valueOf(Integer.parseInt(value) + 1);
    };
  }

  private static Mutation mutation(
      Kind kind, List<Step> trace, int from, int length, List<Step> instead, StepGraph all) {
    List<Step> steps = new ArrayList<>(trace.subList(0, from));
    steps.addAll(instead);
    steps.addAll(trace.subList(from + length, trace.size()));
    int known = 0;
    while (known < steps.size() && all.has(steps.subList(0, known + 1))) {
      known++;
    }
    return new Mutation(kind, List.copyOf(steps.subList(0, Math.min(known + 1, steps.size()))));
  }
}
