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

/** Programs of volatile accesses only, whose outcomes plain interleaving tells. */
class SequentialConsistencyTest {
  private static final long SEED = 20260117;

  /** The model allows of them what some interleaving shows, all of it and nothing else. */
  @Test
  void volatileProgramsAreSequentiallyConsistent() {
    Random random = new Random(SEED);
    for (int i = 0; i < Budget.current().litmusPrograms(); i++) {
      List<List<Operation>> threads = Operation.randomProgram(random, Mode.VOLATILE);
      assertThat(modelled(Operation.program(threads)))
          .as("seed %d, program %d: %s", SEED, i, threads)
          .isEqualTo(interleaved(threads));
    }
  }

  /** Returns the outcomes that the model allows. */
  static Set<String> modelled(Program program) {
    Set<String> outcomes = new TreeSet<>();
    Enumeration.run(
        program,
        Walk.of(program),
        EnumSet.allOf(Axiom.class),
        execution -> {
          Map<String, Object> end = new TreeMap<>();
          for (String location : List.of("x", "y")) {
            end.put(location, execution.finalValue(location));
          }
          outcomes.add(execution.registers() + " " + end);
          return true;
        });
    return outcomes;
  }

  /** Returns the outcomes of all interleavings. */
  static Set<String> interleaved(List<List<Operation>> threads) {
    Set<String> outcomes = new TreeSet<>();
    List<Map<String, Integer>> registers = new ArrayList<>();
    threads.forEach(thread -> registers.add(new TreeMap<>()));
    interleave(threads, registers, Operation.start(), outcomes);
    return outcomes;
  }

  private static void interleave(
      List<List<Operation>> threads,
      List<Map<String, Integer>> registers,
      Map<String, Integer> values,
      Set<String> outcomes) {
    boolean ended = true;
    for (int i = 0; i < threads.size(); i++) {
      int next = registers.get(i).size();
      if (next < threads.get(i).size()) {
        ended = false;
        Operation operation = threads.get(i).get(next);
        for (boolean fails : operation.mayFail() ? List.of(false, true) : List.of(false)) {
          Map<String, Integer> after = new TreeMap<>(values);
          registers.get(i).put("r" + next, operation.sequentially(after, fails));
          interleave(threads, registers, after, outcomes);
          registers.get(i).remove("r" + next);
        }
      }
    }
    if (ended) {
      outcomes.add(registers + " " + values);
    }
  }
}
