// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import static java.util.Objects.requireNonNull;

import dev.lockproof.journal.Benchmark.Score;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * What a benchmark measured with one set of parameters.
 *
 * @param params what was the same for all implementations
 * @param unit the unit of the scores
 * @param scores one row an implementation, subjects first
 */
record Answer(Map<String, String> params, String unit, List<Score> scores) {
  private static final String IMPLEMENTATION = "implementation";
  private static final String MEDIAN = "50";
  private static final List<String> OF_OPERATIONS = List.of(MEDIAN, "90", "99", "99.9");

  /** Sorts the results by their parameters. */
  static List<Answer> of(Collection<RunResult> results, List<String> implementations) {
    Map<Map<String, String>, List<RunResult>> groups =
        results.stream().collect(Collectors.groupingBy(Answer::params));
    return groups.entrySet().stream()
        .map(
            group ->
                new Answer(
                    group.getKey(),
                    group.getValue().get(0).getPrimaryResult().getScoreUnit(),
                    group.getValue().stream()
                        .map(Answer::score)
                        .sorted(
                            Comparator.comparing(s -> implementations.indexOf(s.implementation())))
                        .toList()))
        .sorted(Comparator.comparing(answer -> answer.params.toString()))
        .toList();
  }

  /** Returns where client and server ran, or null where there is no server. */
  @Nullable String placement() {
    return params.get("placement");
  }

  /**
   * Returns how many times as much {@code subject} costs as the best of {@code baselines}, by the
   * medians: of single operations where these were timed, of the iterations of all forks elsewhere.
   * A mean would be decided by the one iteration in which the machine was elsewhere.
   */
  double ratio(String subject, String... baselines) {
    return typical(subject) / best(baselines);
  }

  /**
   * Returns the same after what {@code common} costs was taken from both; infinity if nothing is
   * left of the best.
   */
  double ratioApart(String common, String subject, String... baselines) {
    double rest = best(baselines) - typical(common);
    return rest > 0
        ? Math.max(0, typical(subject) - typical(common)) / rest
        : Double.POSITIVE_INFINITY;
  }

  private double best(String... baselines) {
    return Arrays.stream(baselines).mapToDouble(this::typical).min().orElseThrow();
  }

  private double typical(String implementation) {
    return scores.stream()
        .filter(score -> score.implementation().equals(implementation))
        .mapToDouble(score -> requireNonNull(score.percentiles().get(MEDIAN)))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> params(RunResult result) {
    Map<String, String> params = new TreeMap<>();
    params.put("threads", Integer.toString(result.getParams().getThreads()));
    for (Object key : result.getParams().getParamsKeys()) {
      if (!key.equals(IMPLEMENTATION)) {
        params.put(key.toString(), result.getParams().getParam(key.toString()));
      }
    }
    return params;
  }

  private static Score score(RunResult result) {
    Map<String, Double> percentiles = new TreeMap<>();
    boolean operations = result.getParams().getMode() == Mode.SampleTime;
    Statistics statistics = result.getPrimaryResult().getStatistics();
    for (String percentile : operations ? OF_OPERATIONS : List.of(MEDIAN)) {
      percentiles.put(percentile, statistics.getPercentile(Double.parseDouble(percentile)));
    }
    double error = result.getPrimaryResult().getScoreError();
    return new Score(
        result.getParams().getParam(IMPLEMENTATION),
        result.getPrimaryResult().getScore(),
        Double.isNaN(error) ? 0 : error,
        percentiles);
  }
}
