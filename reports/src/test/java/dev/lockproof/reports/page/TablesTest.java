// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** What stands in the cells: the verdict with its strength, never more than was found. */
class TablesTest {
  @Test
  void aClaimHasACellForEachLayer() throws Exception {
    assertThat(Dom.rows(Page.render(Sample.report()), "matrix"))
        .contains(
            "clh.order order | ✓ passed exhaustive | no check yet | no check yet"
                + " | ? inconclusive sampled | n/a1 | n/a1 | n/a2",
            "redis-lease.tokens order | ✓ passed exhaustive | n/a1 | n/a1 | no check yet"
                + " | no check yet | ! infra | n/a2");
  }

  @Test
  void aMutantHasACellForEachLayerThatIsUsed() throws Exception {
    assertThat(Dom.rows(Page.render(Sample.report()), "matrix"))
        .contains(
            "mutant | model | litmus | stress | lincheck | cluster",
            "ClhPlainUnlock breaks clh.visibility | – | – not run predicted kill"
                + " | ○ survived as predicted | ○ survived as predicted | –",
            "SignalParkOnce breaks signal.visibility | ✗ survived predicted kill | – | –"
                + " | ✗ survived predicted kill | –");
  }

  @Test
  void anExpectedViolationThatIsMissingFails() throws Exception {
    ObjectNode report = Sample.report();
    report
        .path("evidence")
        .forEach(
            evidence -> {
              if (evidence.path("claim").asText().equals("redis-lease.order-unguarded")) {
                ((ObjectNode) evidence).put("verdict", "FAIL").remove("counterexample");
              }
            });

    assertThat(Dom.rows(Page.render(report), "matrix"))
        .anyMatch(row -> row.contains("✗ no violation found exhaustive"));
  }

  @Test
  void benchmarksAreComparedWithTheBaseline() throws Exception {
    assertThat(Dom.rows(Page.render(Sample.report()), "bars"))
        .contains(
            "implementation | mean and its error | ns/op | ratio",
            "ClhLock |  | 21.4 ± 1.90 p50 21.4 | 1.20× within the error",
            "ReentrantLock (unfair) |  | 17.9 ± 2.40 p50 17.9 | 1 baseline",
            "ReentrantLock (fair) |  | 9,870 ± 1,400 p50 1,880 | 19.6×",
            "fenced lease |  | 128 ± 9.00 p50 121, p99 240 | 1.08× within the error");
  }

  @Test
  void aCounterexampleIsATableOfSteps() throws Exception {
    assertThat(Dom.rows(Page.render(Sample.report()), "steps"))
        .containsSequence(
            "step | ms | process | event | result",
            "1 | 118 | A | SET lease NX PX 300 | sent",
            "2 | 118 | nemesis | cut before the reply |");
  }

  @Test
  void aStepIsNumberedOnce() throws Exception {
    assertThat(Dom.rows(Page.render(Sample.report()), "steps"))
        .containsSequence(
            "step | action | changes",
            "1 | Init | tail = 0; pc = <<\"idle\", \"idle\">>",
            "2 | Enqueue(1) | tail = 1; pc = <<\"waiting\", \"idle\">>");
  }
}
