// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.stress;

import static java.util.stream.Collectors.joining;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockproof.journal.Counterexample;
import dev.lockproof.journal.Evidence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.grading.GradingResult;

/**
 * What jcstress saw of one test, over all its configurations, and what that says about the claim.
 *
 * @param outcomes one row an outcome that was declared or seen
 * @param status the worst that happened to a configuration
 * @param messages what jcstress tells about failed configurations
 */
record Grades(Collection<GradingResult> outcomes, Status status, List<String> messages) {

  /** Returns how often the actors raced. */
  long samples() {
    return outcomes.stream().mapToLong(outcome -> outcome.count).sum();
  }

  /**
   * Finishes {@code evidence}.
   *
   * <p>A forbidden outcome that was seen is a counterexample, whatever else went wrong. An error or
   * a time-out without one is never held against the claim, and never for it.
   */
  Evidence judge(Evidence.Builder evidence) {
    List<GradingResult> forbidden = those(o -> o.expect == FORBIDDEN && o.count > 0);
    List<GradingResult> unwitnessed = those(o -> o.expect == ACCEPTABLE && o.count == 0);
    evidence.strength("sampled(" + samples() + ")").explored("samples", samples());
    if (!forbidden.isEmpty()) {
      GradingResult first = forbidden.get(0);
      return evidence.fail(
          "%s: outcome %s in %d of %d samples"
              .formatted(first.description, first.id, first.count, samples()),
          new Counterexample(first.description, rows(), trouble()));
    } else if (status == Status.TIMEOUT_ERROR) {
      return evidence.inconclusive("an actor did not return in time");
    } else if (status != Status.NORMAL) {
      return evidence.infra(status + ": " + trouble());
    } else if (samples() == 0) {
      return evidence.infra("jcstress took no samples; it needs a processor for each actor");
    } else if (!unwitnessed.isEmpty()) {
      GradingResult first = unwitnessed.get(0);
      return evidence.inconclusive(
          "witness missing: never saw %s, %s".formatted(first.id, first.description));
    }
    return evidence.pass();
  }

  private String trouble() {
    return messages.stream().distinct().limit(10).collect(joining("\n"));
  }

  private List<GradingResult> those(Predicate<GradingResult> condition) {
    return outcomes.stream().filter(condition).toList();
  }

  private List<Map<String, String>> rows() {
    List<Map<String, String>> rows = new ArrayList<>();
    for (GradingResult outcome : outcomes) {
      Map<String, String> row = new LinkedHashMap<>();
      row.put("outcome", outcome.id);
      row.put("samples", Long.toString(outcome.count));
      row.put("expected", outcome.expect.name());
      row.put("meaning", outcome.description);
      rows.add(row);
    }
    return rows;
  }
}
