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
  private static final Comparison UNCONTENDED = declared("LocalLockBenchmark.uncontended", "CLH");
  private static final Comparison ADMITTED =
      declared("TokenBucketBenchmark.admitted", "TOKEN_BUCKET");

  private static Comparison declared(String check, String implementation) {
    return Comparison.declared().stream()
        .filter(comparison -> comparison.implementation().equals(implementation))
        .filter(comparison -> comparison.check().equals(check))
        .findFirst()
        .orElseThrow();
  }

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
  void comparesMediansAndNotMeans() {
    var subject = new Score("CLH", 1000, 900, Map.of("50", 20.0));
    var baseline = new Score("REENTRANT_UNFAIR", 10, 1, Map.of("50", 10.0));
    var answer = new Answer(Map.of(), "us/op", List.of(subject, baseline));
    assertThat(answer.ratio("CLH", "REENTRANT_UNFAIR")).isEqualTo(2);
  }

  /** The best of several counts, and what none can do without is taken from both. */
  @Test
  void comparesWithTheBestApartFromTheClock() {
    Evidence evidence = judge(ADMITTED, limiters(28, 50, 36, 40, 20));
    assertThat(evidence.verdict()).isEqualTo(Verdict.PASS);
    assertThat(evidence.explored())
        .containsEntry("percent of the best of BUCKET4J, RESILIENCE4J, GUAVA", 78L)
        .containsEntry("percent apart from CLOCK", 50L);
  }

  @Test
  void isInconclusiveWhenTheRestExceedsItsBound() {
    Evidence evidence = judge(ADMITTED, limiters(35, 50, 36, 40, 20));
    assertThat(evidence.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(evidence.reason())
        .isEqualTo(
            "took 0.94 times as long as the best of BUCKET4J, RESILIENCE4J, GUAVA"
                + " apart from CLOCK, and at most 0.8 were claimed");
  }

  /** A rival that seems to cost no more than the clock is noise, and proves nothing. */
  @Test
  void isInconclusiveWhenNothingIsLeftOfTheBest() {
    assertThat(judge(ADMITTED, limiters(20, 50, 20, 40, 20)).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  private static Answer limiters(
      double subject, double bucket4j, double resilience4j, double guava, double clock) {
    return new Answer(
        Map.of("threads", "1"),
        "ns/op",
        List.of(
            score("TOKEN_BUCKET", subject),
            score("BUCKET4J", bucket4j),
            score("RESILIENCE4J", resilience4j),
            score("GUAVA", guava),
            score("CLOCK", clock)));
  }

  private static Score score(String implementation, double median) {
    return new Score(implementation, 10 * median, 1, Map.of("50", median));
  }

  private static Evidence judge(Answer... answers) {
    return judge(UNCONTENDED, answers);
  }

  private static Evidence judge(Comparison comparison, Answer... answers) {
    return BenchmarkLayer.judge(
        comparison,
        Arrays.asList(answers),
        Evidence.of(Layer.BENCHMARK, comparison.check(), comparison.claim()));
  }

  private static Answer answer(double subject, double baseline) {
    return new Answer(
        Map.of("threads", "1"),
        "ns/op",
        List.of(score("CLH", subject), score("REENTRANT_UNFAIR", baseline)));
  }
}
