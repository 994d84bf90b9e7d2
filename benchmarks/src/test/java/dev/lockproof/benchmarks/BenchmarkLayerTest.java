// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Benchmark.Score;
import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Layer;
import dev.lockproof.journal.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A bound holds if every ratio keeps it, and is never seen to break. */
class BenchmarkLayerTest {
  private static final Comparison UNCONTENDED =
      Comparison.declared().stream()
          .filter(comparison -> comparison.implementation().equals("CLH"))
          .filter(comparison -> comparison.check().equals("LocalLockBenchmark.uncontended"))
          .findFirst()
          .orElseThrow();

  @Test
  void passesWhenEveryRatioKeepsTheBound() {
    Evidence evidence = judge(answer(29, 10), answer(10, 10));
    assertThat(evidence.verdict()).isEqualTo(Verdict.PASS);
    assertThat(evidence.explored()).containsEntry("percent of REENTRANT_UNFAIR", 290L);
  }

  @Test
  void isInconclusiveWhenTheWorstRatioExceedsTheBound() {
    Evidence evidence = judge(answer(10, 10), answer(35, 10));
    assertThat(evidence.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(evidence.reason())
        .isEqualTo("took 3.50 times as long as REENTRANT_UNFAIR, and at most 3.0 were claimed");
  }

  @Test
  void comparesMediansWhereThereAreAny() {
    var subject = new Score("CLH", 1000, 900, Map.of("50", 20.0));
    var baseline = new Score("REENTRANT_UNFAIR", 10, 1, Map.of("50", 10.0));
    var answer = new Answer(Map.of(), "us/op", List.of(subject, baseline));
    assertThat(answer.ratio("CLH", "REENTRANT_UNFAIR")).isEqualTo(2);
  }

  private static Evidence judge(Answer... answers) {
    return BenchmarkLayer.judge(
        UNCONTENDED,
        Arrays.asList(answers),
        Evidence.of(Layer.BENCHMARK, UNCONTENDED.check(), UNCONTENDED.claim()));
  }

  private static Answer answer(double subject, double baseline) {
    return new Answer(
        Map.of("threads", "1"),
        "ns/op",
        List.of(
            new Score("CLH", subject, 1, Map.of()),
            new Score("REENTRANT_UNFAIR", baseline, 1, Map.of())));
  }
}
