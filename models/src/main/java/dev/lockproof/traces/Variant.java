// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.traces;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A run with one thing wrong.
 *
 * @param run which run
 * @param kind what is wrong
 * @param from the place of the first step that is different
 * @param length how many steps are replaced
 * @param instead by what
 */
public record Variant(int run, Kind kind, int from, int length, List<RunStep> instead) {

  /** What may be wrong. */
  public enum Kind {
    /** A step is missing. */
    DROP,
    /** Two steps have changed places. */
    SWAP,
    /** Somebody learns the opposite. */
    ANSWER,
    /** It is another process's step, or about another request, or another time passes. */
    ARGUMENT,
    /** Something else is seen after it. */
    VALUE
  }

  /** Returns all variants of run number {@code run}, with answers and their opposites. */
  public static List<Variant> of(int run, List<RunStep> steps, Map<String, String> answers) {
    var variants = new ArrayList<Variant>();
    for (int i = 0; i < steps.size(); i++) {
      RunStep step = steps.get(i);
      if (i + 1 < steps.size()) { // a run without its end is one, too
        variants.add(new Variant(run, Kind.DROP, i, 1, List.of()));
        variants.add(new Variant(run, Kind.SWAP, i, 2, List.of(steps.get(i + 1), step)));
      }
      String opposite = answers.get(step.label());
      if (opposite != null) {
        variants.add(new Variant(run, Kind.ANSWER, i, 1, List.of(step.labelled(opposite))));
      }
      for (List<Integer> others : altered(step.arguments(), Math.min(1, step.arguments().size()))) {
        variants.add(new Variant(run, Kind.ARGUMENT, i, 1, List.of(step.of(others))));
      }
      for (List<Integer> others : altered(step.sees(), step.sees().size())) {
        variants.add(new Variant(run, Kind.VALUE, i, 1, List.of(step.seeing(others))));
      }
    }
    return variants;
  }

  /** Returns the numbers with each of the first so many one greater, and one smaller. */
  private static List<List<Integer>> altered(List<Integer> numbers, int first) {
    var altered = new ArrayList<List<Integer>>();
    for (int i = 0; i < first; i++) {
      for (int by = -1; by <= 1; by += 2) {
        var others = new ArrayList<>(numbers);
        others.set(i, numbers.get(i) + by);
        altered.add(others);
      }
    }
    return altered;
  }
}
