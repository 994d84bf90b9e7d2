// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    return new Question(test).ask(machine, axioms);
  }

  private static final class Question {
    private final LitmusTest test;
    private final Set<String> variables = new LinkedHashSet<>();
    private final SortedMap<String, Long> outcomes = new TreeMap<>();
    private @Nullable Execution shown;
    private String shownOutcome = "";
    private boolean witnessed;

    Question(LitmusTest test) {
      this.test = test;
      test.condition().variables(variables);
      witnessed = test.witness() == null;
      if (test.witness() != null) {
        test.witness().variables(variables);
      }
    }

    Answer ask(Machine machine, Set<Axiom> axioms) {
      long start = System.nanoTime();
      Program program = test.program(machine);
      Enumeration.Counts counts =
          Enumeration.run(program, axioms, execution -> take(program, execution));
      boolean exists = test.quantifier().equals("exists");
      boolean holds = exists == (shown != null);
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Answer(holds, shown, shownOutcome, witnessed, outcomes, counts, seconds);
    }

    private void take(Program program, Execution execution) {
      Function<String, Object> values = variable -> value(program, execution, variable);
      String outcome =
          variables.stream()
              .map(variable -> variable + "=" + values.apply(variable))
              .collect(Collectors.joining(" "));
      boolean sought = test.condition().holds(values) != test.quantifier().equals("forall");
      if (sought && shown == null) {
        shown = execution;
        shownOutcome = outcome;
      }
      witnessed |= test.witness() != null && test.witness().holds(values);
      outcomes.merge(outcome, 1L, Long::sum);
    }

    private static Object value(Program program, Execution execution, String variable) {
      int colon = variable.indexOf(':');
      if (colon < 0) {
        return execution.accesses(variable)
            ? execution.finalValue(variable)
            : program.initial().getOrDefault(variable, 0);
      }
      Map<String, Object> registers =
          execution.registers().get(Integer.parseInt(variable.substring(0, colon)));
      return registers.getOrDefault(variable.substring(colon + 1), 0);
    }
  }
}
