// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.models;

import static java.util.Objects.requireNonNull;

import dev.lockproof.journal.Counterexample;
import dev.lockproof.models.Manifest.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a run of a model says, compared with its manifest.
 *
 * @param met how it compares
 * @param reason why it is not as the manifest says; empty where it is
 */
record Finding(Model model, Exploration exploration, Met met, String reason) {

  /** How a run compares with its manifest. */
  enum Met {
    /** All is as the manifest says. */
    YES,

    /** A property failed that should hold. */
    BROKEN,

    /** No property failed although one should. */
    MISSING,

    /** It was stopped. */
    STOPPED,

    /** Something else is different: nothing can be said. */
    TROUBLE
  }

  /**
   * Compares a run of {@code model} with its manifest.
   *
   * @param exact whether the counts must be those of the manifest: not so for a mutant
   */
  static Finding of(Model model, Exploration run, boolean exact) {
    return switch (run.end()) {
      case STOPPED -> new Finding(model, run, Met.STOPPED, run.reason());
      case TROUBLE -> new Finding(model, run, Met.TROUBLE, run.reason());
      case VIOLATED -> violated(model, run);
      case COMPLETED -> completed(model, run, exact);
    };
  }

  private static Finding violated(Model model, Exploration run) {
    String property = property(model, run);
    if (model.expectsSuccess()) {
      return new Finding(model, run, Met.BROKEN, property + " is violated");
    }
    if (property.equals(model.violated())) {
      return new Finding(model, run, Met.YES, "");
    }
    String reason = property + " is violated; the manifest says " + model.violated();
    return new Finding(model, run, Met.TROUBLE, reason);
  }

  private static Finding completed(Model model, Exploration run, boolean exact) {
    if (!model.expectsSuccess()) {
      return new Finding(model, run, Met.MISSING, model.violated() + " is not violated");
    }
    List<String> differences = exact ? differences(model, run) : List.of();
    return differences.isEmpty()
        ? new Finding(model, run, Met.YES, "")
        : new Finding(
            model, run, Met.TROUBLE, "not as the manifest says: " + String.join("; ", differences));
  }

  private static List<String> differences(Model model, Exploration run) {
    List<String> differences = new ArrayList<>();
    differ(differences, "distinct states", model.distinctStates(), run.distinct());
    differ(differences, "generated states", model.totalStates(), run.generated());
    differ(differences, "depth", model.stateDepth(), run.depth());
    List<String> untaken =
        run.taken().entrySet().stream()
            .filter(action -> action.getValue() == 0)
            .map(action -> requireNonNull(action.getKey()))
            .toList();
    differ(differences, "untaken actions", model.untaken().stream().sorted().toList(), untaken);
    return differences;
  }

  private static void differ(
      List<String> all, String what, @Nullable Object expected, Object seen) {
    if (!Objects.equals(expected, seen)) {
      all.add(what + " " + seen + " instead of " + expected);
    }
  }

  /** Returns whether it is {@code claim} that was seen to break. */
  boolean breaks(String claim) {
    return met == Met.BROKEN
        && model.claims().getOrDefault(property(model, exploration), List.of()).contains(claim);
  }

  private static String property(Model model, Exploration run) {
    String violated = requireNonNull(run.violated());
    String liveness = model.liveness();
    return violated.equals(Exploration.TEMPORAL) && liveness != null ? liveness : violated;
  }

  /** Returns how the violation comes about, as {@code story} tells it. */
  Counterexample counterexample(Story story) {
    return story.counterexample(exploration.trace(), property(model, exploration));
  }
}
