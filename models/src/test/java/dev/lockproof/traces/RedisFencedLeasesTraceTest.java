// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.traces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Budget;
import dev.lockproof.models.Spec;
import dev.lockproof.models.Tlc;
import dev.lockproof.traces.Mutation.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real leases, in virtual time, take steps that their specification allows. */
class RedisFencedLeasesTraceTest {
  private static final int RUNS = 24;
  private static final int MOVES = 12;

  /** So many of the runs are mutated, too. */
  private static final int MUTATED = 1;

  @TempDir Path work;

  /**
   * TLC accepts the trace of every run, and rejects one in which a value is altered or a client
   * taken for another. It rejects most in which a step is missing or in the wrong place; some of
   * these are what another run could have been, such as one where an idle moment is missing.
   */
  @Test
  void tracesAreAcceptedAndMutatedOnesAreNot() throws Exception {
    StepGraph tree = new StepGraph();
    List<Integer> originals = new ArrayList<>();
    Map<Integer, Kind> mutations = new HashMap<>();
    for (int seed = 0; seed < RUNS; seed++) {
      List<Step> trace = LeaseRun.of(seed, MOVES);
      originals.add(tree.add(trace));
      if (seed < MUTATED) {
        for (Mutation mutation : Mutation.of(trace, null)) {
          mutations.putIfAbsent(tree.add(mutation.steps()), mutation.kind());
        }
      }
    }
    mutations.keySet().removeAll(originals);
    SortedSet<Integer> ends = new TreeSet<>(originals);
    ends.addAll(mutations.keySet());
    Tlc tlc = new Tlc(work, Budget.current().checkLimit());
    SortedSet<Integer> accepted =
        new TraceCheck(Spec.load("redis-lease"), tlc).accepted(tree, ends);
    assertThat(accepted).containsAll(originals);
    Map<Kind, Integer> passed = new HashMap<>();
    Map<Kind, Integer> rejected = new HashMap<>();
    mutations.forEach(
        (end, kind) -> (accepted.contains(end) ? passed : rejected).merge(kind, 1, Integer::sum));
    assertThat(rejected.keySet()).containsExactlyInAnyOrder(Kind.values());
    assertThat(passed.keySet()).doesNotContain(Kind.PROCESS, Kind.VALUE);
    passed.forEach((kind, count) -> assertThat(count).isLessThan(rejected.getOrDefault(kind, 0)));
  }

  /** One seed gives one run, and every kind of step is taken in some. */
  @Test
  void runsAreRepeatable() {
    SortedSet<String> labels = new TreeSet<>();
    for (int seed = 0; seed < RUNS; seed++) {
      List<Step> trace = LeaseRun.of(seed, MOVES);
      assertThat(LeaseRun.of(seed, MOVES)).isEqualTo(trace);
      trace.forEach(step -> labels.add(step.label()));
    }
    assertThat(labels).contains("Grant", "Hold", "Miss", "Cut", "Extend", "Renewed", "Free");
  }
}
