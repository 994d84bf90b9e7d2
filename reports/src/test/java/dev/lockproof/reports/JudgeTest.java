// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import static dev.lockproof.journal.Verdict.FAIL;
import static dev.lockproof.journal.Verdict.INCONCLUSIVE;
import static dev.lockproof.journal.Verdict.INFRA;
import static dev.lockproof.journal.Verdict.PASS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Counterexample;
import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Layer;
import dev.lockproof.journal.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Verdicts on claims and on mutants. */
class JudgeTest {
  private static final Counterexample SEEN = new Counterexample("Exclusion", List.of(), "");

  /** A claim without evidence is inconclusive; else the worst of its evidence decides. */
  @Test
  void theWorstEvidenceDecides() {
    assertThat(Judge.claim(List.of())).isEqualTo(INCONCLUSIVE);
    assertThat(Judge.claim(List.of(pass(Layer.MODEL), pass(Layer.STRESS)))).isEqualTo(PASS);
    assertThat(Judge.worst(List.of(PASS, INCONCLUSIVE))).contains(INCONCLUSIVE);
    assertThat(Judge.worst(List.of(PASS, INFRA, INCONCLUSIVE))).contains(INFRA);
    assertThat(Judge.worst(List.of(INFRA, FAIL))).contains(FAIL);
  }

  /** Killed in every layer that was predicted to kill: the mutant passes. */
  @Test
  void aKilledMutantPasses() {
    assertThat(verdict(Map.of(Layer.MODEL, true), killed(Layer.MODEL))).isEqualTo(PASS);
  }

  /** Only the claim that the mutant breaks counts; a crash or another claim is no kill. */
  @Test
  void anotherClaimIsNoKill() {
    Evidence other = on(Evidence.of(Layer.MODEL, "c", "clh.order").fail("r", SEEN));
    Evidence crash = on(builder(Layer.MODEL).infra("a NullPointerException"));
    assertThat(verdict(Map.of(Layer.MODEL, true), other)).isEqualTo(INCONCLUSIVE);
    assertThat(verdict(Map.of(Layer.MODEL, true), crash)).isEqualTo(INCONCLUSIVE);
  }

  /** Survival against the prediction fails where the layer is repeatable, and only there. */
  @Test
  void aWrongPredictionFailsInRepeatableLayers() {
    assertThat(verdict(Map.of(Layer.MODEL, true), pass(Layer.MODEL))).isEqualTo(FAIL);
    assertThat(verdict(Map.of(Layer.LINCHECK, true), pass(Layer.LINCHECK))).isEqualTo(FAIL);
    assertThat(
            verdict(
                Map.of(Layer.STRESS, true, Layer.MODEL, true),
                pass(Layer.STRESS),
                killed(Layer.MODEL)))
        .isEqualTo(INCONCLUSIVE);
    assertThat(
            verdict(
                Map.of(Layer.LINCHECK, false, Layer.MODEL, true),
                killed(Layer.LINCHECK),
                killed(Layer.MODEL)))
        .isEqualTo(FAIL);
  }

  /** Below the budget of the predictions a survivor decides nothing. */
  @Test
  void aSmallBudgetDecidesNothing() {
    assertThat(verdict(Map.of(Layer.LINCHECK, true), false, pass(Layer.LINCHECK)))
        .isEqualTo(INCONCLUSIVE);
  }

  /** A mutant waits for a layer that does not exist yet: inconclusive, never killed. */
  @Test
  void aMissingLayerLeavesItOpen() {
    assertThat(verdict(Map.of(Layer.LITMUS, true, Layer.STRESS, false), pass(Layer.STRESS)))
        .isEqualTo(INCONCLUSIVE);
  }

  /** A mutant that nobody killed fails, even if every miss was predicted. */
  @Test
  void aSurvivorFails() {
    assertThat(verdict(Map.of(Layer.STRESS, false), pass(Layer.STRESS))).isEqualTo(FAIL);
  }

  private static Verdict verdict(Map<Layer, Boolean> predicted, Evidence... evidence) {
    return verdict(predicted, true, evidence);
  }

  private static Verdict verdict(
      Map<Layer, Boolean> predicted, boolean binding, Evidence... evidence) {
    Mutant mutant = new Mutant("M", "clh", "clh.exclusion", "s", "t", predicted, Map.of(), "diff");
    return Judge.mutant(mutant, Judge.observe(mutant, Arrays.asList(evidence)), binding);
  }

  private static Evidence pass(Layer layer) {
    return on(builder(layer).pass());
  }

  private static Evidence killed(Layer layer) {
    return on(builder(layer).fail("seen", SEEN));
  }

  private static Evidence on(Evidence evidence) {
    return evidence.in("M", null);
  }

  private static Evidence.Builder builder(Layer layer) {
    return Evidence.of(layer, "check", "clh.exclusion");
  }
}
