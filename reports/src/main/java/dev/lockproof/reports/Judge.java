// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Layer;
import dev.lockproof.journal.Verdict;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns evidence into verdicts on claims, on mutants and on the run. Pure: it reads and decides.
 */
final class Judge {
  private Judge() {}

  /**
   * Returns the verdict on a claim: the worst of its evidence, and INCONCLUSIVE without any.
   *
   * <p>FAIL is worse than INFRA, as a counterexample stays one whatever else went wrong.
   */
  static Verdict claim(Collection<Evidence> evidence) {
    return worst(evidence.stream().map(Evidence::verdict).toList()).orElse(Verdict.INCONCLUSIVE);
  }

  /** Returns the worst of {@code verdicts}: FAIL, INFRA, INCONCLUSIVE, PASS. */
  static Optional<Verdict> worst(Collection<Verdict> verdicts) {
    for (Verdict verdict :
        List.of(Verdict.FAIL, Verdict.INFRA, Verdict.INCONCLUSIVE, Verdict.PASS)) {
      if (verdicts.contains(verdict)) {
        return Optional.of(verdict);
      }
    }
    return Optional.empty();
  }

  /**
   * What a layer made of a mutant.
   *
   * @param result killed, survived or inconclusive
   * @param claim the claim that was seen violated; null unless killed
   * @param evidence what shows it, by id; null unless killed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Observation(
      String result, @Nullable String claim, @Nullable String evidence, double seconds) {

    boolean killed() {
      return result.equals("killed");
    }

    boolean inconclusive() {
      return result.equals("inconclusive");
    }
  }

  /**
   * Returns what each layer made of {@code mutant}. Killed is only what violates the claim that the
   * mutant breaks, with a counterexample; a crash or another claim does not count.
   */
  static Map<Layer, Observation> observe(Mutant mutant, Collection<Evidence> evidence) {
    Map<Layer, Observation> observations = new LinkedHashMap<>();
    for (Layer layer : mutant.predicted().keySet()) {
      List<Evidence> seen =
          evidence.stream()
              .filter(e -> e.layer() == layer && mutant.id().equals(e.mutant()))
              .filter(e -> e.claim().equals(mutant.breaks()))
              .toList();
      if (!seen.isEmpty()) {
        observations.put(layer, observe(seen));
      }
    }
    return observations;
  }

  private static Observation observe(List<Evidence> seen) {
    double seconds = seen.stream().mapToDouble(Evidence::seconds).sum();
    for (Evidence evidence : seen) {
      if (evidence.verdict() == Verdict.FAIL && evidence.counterexample() != null) {
        return new Observation("killed", evidence.claim(), evidence.id(), seconds);
      }
    }
    boolean passed = seen.stream().allMatch(e -> e.verdict() == Verdict.PASS);
    return new Observation(passed ? "survived" : "inconclusive", null, null, seconds);
  }

  /**
   * Returns the verdict on a mutant: PASS when it was killed and every prediction was met.
   *
   * <p>A wrong prediction fails where the layer is repeatable; where it samples, it is
   * inconclusive. A mutant that no layer killed fails, unless a layer that was predicted to kill it
   * did not decide or does not exist yet.
   *
   * @param binding whether the budget was one that the predictions were made for
   */
  static Verdict mutant(Mutant mutant, Map<Layer, Observation> observed, boolean binding) {
    boolean open = false;
    for (Map.Entry<Layer, Boolean> prediction : mutant.predicted().entrySet()) {
      Observation observation = observed.get(prediction.getKey());
      if (observation == null || observation.inconclusive()) {
        open = true;
      } else if (observation.killed() != prediction.getValue()) {
        if (binding && prediction.getKey().isRepeatable()) {
          return Verdict.FAIL;
        }
        open = true;
      }
    }
    boolean killed = observed.values().stream().anyMatch(Observation::killed);
    if (open) {
      return Verdict.INCONCLUSIVE;
    }
    return killed ? Verdict.PASS : Verdict.FAIL;
  }

  /** Returns in a sentence why {@code mutant} has its verdict. */
  static String reason(Mutant mutant, Map<Layer, Observation> observed) {
    StringBuilder reason = new StringBuilder();
    mutant
        .predicted()
        .forEach(
            (layer, kill) -> {
              Observation seen = observed.get(layer);
              String what =
                  seen != null
                      ? seen.result()
                      : LayerModule.of(layer).isEmpty() ? "layer does not exist yet" : "not run";
              reason
                  .append(reason.isEmpty() ? "" : "; ")
                  .append(Objects.requireNonNull(layer).id())
                  .append(" predicted ")
                  .append(kill ? "kill" : "miss")
                  .append(": ")
                  .append(what);
            });
    return reason.toString();
  }
}
