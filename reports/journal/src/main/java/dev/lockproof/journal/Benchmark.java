// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One question about cost and its answers, all measured in one run.
 *
 * @param id {@code benchmark/<class>.<method>?<params>}
 * @param question what is compared, in a sentence
 * @param params what was the same for all implementations, threads among them
 * @param unit the unit of every score, for example {@code ns/op}; lower is better for times
 * @param placement which processors client and server ran on
 * @param server the server and its version, or null where there is none
 * @param scores one row an implementation, the subject first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Benchmark(
    String id,
    String subject,
    String question,
    Map<String, String> params,
    String unit,
    String placement,
    @Nullable String server,
    List<Score> scores,
    double seconds,
    Map<String, String> inputs,
    @Nullable String key) {

  /** Returns the same benchmark as measured by the orchestrated run that {@code key} names. */
  Benchmark in(@Nullable String key) {
    return new Benchmark(
        id, subject, question, params, unit, placement, server, scores, seconds, inputs, key);
  }

  /**
   * The figures of one implementation.
   *
   * @param error half the width of the 99.9 % confidence interval
   * @param percentiles from percentile to value in the same unit: of operations where these were
   *     timed one by one, else only the median, of iterations
   */
  public record Score(
      String implementation, double score, double error, Map<String, Double> percentiles) {}
}
