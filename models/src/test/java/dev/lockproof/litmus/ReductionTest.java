// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Budget;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Small programs in all modes, with and without what the enumeration saves itself. */
class ReductionTest {
  private static final long SEED = 20261120;

  /** What is left out on the way contradicts itself: the outcomes are the same. */
  @Test
  void reductionLosesNothing() {
    Random random = new Random(SEED);
    for (int i = 0; i < Budget.current().litmusPrograms() / 10; i++) {
      List<List<Operation>> threads = Operation.randomProgram(random, Mode.values());
      Program program = Operation.program(threads);
      assertThat(SequentialConsistencyTest.modelled(program))
          .as("seed %d, program %d: %s", SEED, i, threads)
          .isEqualTo(unreduced(program));
    }
  }

  private static Set<String> unreduced(Program program) {
    Set<String> outcomes = new TreeSet<>();
    combine(Walk.of(program).ways(), new ArrayList<>(), outcomes);
    return outcomes;
  }

  private static void combine(List<List<Trace>> open, List<Trace> chosen, Set<String> outcomes) {
    if (!open.isEmpty()) {
      for (Trace way : open.get(0)) {
        chosen.add(way);
        combine(open.subList(1, open.size()), chosen, outcomes);
        chosen.remove(chosen.size() - 1);
      }
      return;
    }
    List<Event> events = new ArrayList<>();
    for (String location : List.of("x", "y")) {
      events.add(
          new Event(Event.INIT, Event.Type.WRITE, location, Mode.PLAIN, Mode.PLAIN, 0, 0, ""));
    }
    chosen.forEach(way -> events.addAll(way.events()));
    List<Map<String, Object>> registers = chosen.stream().map(Trace::registers).toList();
    new Search(events, EnumSet.allOf(Axiom.class), read -> false)
        .all(
            (rf, co, finals) -> {
              Map<String, Object> end = new TreeMap<>();
              finals.forEach((location, last) -> end.put(location, events.get(last).out()));
              outcomes.add(registers + " " + end);
            });
  }
}
