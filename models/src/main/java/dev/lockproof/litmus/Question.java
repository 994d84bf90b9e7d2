// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A test whose threads have been walked once, so that it can be asked in several modes. */
final class Question {
  private final LitmusTest test;
  private final Program program;
  private final Walk walk;
  private final Set<String> variables = new LinkedHashSet<>();

  /** Walks {@code test} with its calls run by {@code machine}. */
  Question(LitmusTest test, Machine machine) {
    this.test = test;
    program = test.program(machine);
    walk = Walk.of(program);
    test.condition().variables(variables);
    if (test.witness() != null) {
      test.witness().variables(variables);
    }
  }

  /** Returns the sites whose accesses are carried out by the threads, not before their start. */
  Set<String> sites() {
    Set<String> labels = new HashSet<>();
    for (List<Trace> own : walk.ways()) {
      own.forEach(way -> way.events().forEach(event -> labels.add(event.label())));
    }
    return labels;
  }

  /** Answers it as it is. */
  Answer answer(Set<Axiom> axioms) {
    return ask(walk, axioms, false);
  }

  /** Answers it, and stops at the first execution that decides: then the outcomes are not all. */
  Answer decide() {
    return ask(walk, EnumSet.allOf(Axiom.class), true);
  }

  /** Decides it with {@code access} at {@code site}. */
  Answer with(String site, Access access) {
    return ask(walk.with(site, access), EnumSet.allOf(Axiom.class), true);
  }

  private Answer ask(Walk ways, Set<Axiom> axioms, boolean first) {
    long start = System.nanoTime();
    Outcomes outcomes = new Outcomes();
    Enumeration.Counts counts =
        Enumeration.run(
            program,
            ways,
            axioms,
            execution -> {
              outcomes.take(execution);
              return !first || outcomes.shown == null;
            });
    boolean exists = test.quantifier().equals("exists");
    return new Answer(
        exists == (outcomes.shown != null),
        outcomes.shown,
        outcomes.shownOutcome,
        outcomes.witnessed || test.witness() == null,
        outcomes.counts,
        counts,
        (System.nanoTime() - start) / 1e9);
  }

  private final class Outcomes {
    private final SortedMap<String, Long> counts = new TreeMap<>();
    private @Nullable Execution shown;
    private String shownOutcome = "";
    private boolean witnessed;

    private void take(Execution execution) {
      Function<String, Object> values = variable -> value(execution, variable);
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
      counts.merge(outcome, 1L, Long::sum);
    }
  }

  private Object value(Execution execution, String variable) {
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
