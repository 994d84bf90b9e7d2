// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.stress;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Layer;
import dev.lockproof.journal.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.grading.GradingResult;

/** Only a forbidden outcome breaks a claim, and only a witnessed run supports it. */
class GradesTest {
  private static final GradingResult GOOD = seen("1, 2", ACCEPTABLE, 7);
  private static final GradingResult BAD = seen("1, 1", FORBIDDEN, 3);

  @Test
  void passesWhenEveryAcceptableOutcomeWasSeen() {
    Evidence evidence =
        judge(Status.NORMAL, GOOD, seen("0, 0", ACCEPTABLE_INTERESTING, 0), seen("", FORBIDDEN, 0));
    assertThat(evidence.verdict()).isEqualTo(Verdict.PASS);
    assertThat(evidence.strength()).isEqualTo("sampled(7)");
  }

  @Test
  void failsWithTheForbiddenOutcomeWhateverElseWentWrong() {
    for (Status status : Status.values()) {
      Evidence evidence = judge(status, GOOD, BAD);
      assertThat(evidence.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(evidence.reason()).isEqualTo("why 1, 1: outcome 1, 1 in 3 of 10 samples");
      assertThat(requireNonNull(evidence.counterexample()).steps())
          .extracting(row -> row.get("samples"))
          .containsExactly("7", "3");
    }
  }

  @Test
  void blamesNoClaimForAnError() {
    assertThat(judge(Status.TEST_ERROR, GOOD).verdict()).isEqualTo(Verdict.INFRA);
    assertThat(judge(Status.VM_ERROR, GOOD).verdict()).isEqualTo(Verdict.INFRA);
    assertThat(judge(Status.API_MISMATCH, GOOD).verdict()).isEqualTo(Verdict.INFRA);
    assertThat(judge(Status.TIMEOUT_ERROR, GOOD).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void doesNotPassWithoutSamples() {
    assertThat(judge(Status.NORMAL).verdict()).isEqualTo(Verdict.INFRA);
    assertThat(judge(Status.NORMAL, seen("1, 2", ACCEPTABLE, 0)).verdict())
        .isEqualTo(Verdict.INFRA);
  }

  @Test
  void doesNotPassWithoutAWitness() {
    assertThat(judge(Status.NORMAL, GOOD, seen("2, 1", ACCEPTABLE, 0)).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  private static Evidence judge(Status status, GradingResult... outcomes) {
    return new Grades(List.of(outcomes), status, List.of("a message"))
        .judge(Evidence.of(Layer.STRESS, "AStress.AB", "a.claim"));
  }

  private static GradingResult seen(String id, Expect expect, long count) {
    return new GradingResult(id, expect, count, "why " + id);
  }
}
