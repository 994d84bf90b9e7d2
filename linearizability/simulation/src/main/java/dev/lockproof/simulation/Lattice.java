// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import dev.lockproof.journal.Counterexample;
import dev.lockproof.journal.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The assumption lattice of a claim: the smallest sets of its assumptions without which it was seen
 * to break, and the single assumptions that were broken in vain.
 *
 * <p>A set is tried only if no part of it is enough. So of {@code n} assumptions that are each
 * needed, {@code n} sets are tried and not all 2<sup>n</sup>. An assumption that no fault breaks is
 * in none of them.
 */
final class Lattice {
  /** A single assumption is broken in so many times as many schedules. */
  private static final int TIMES_FOR_ONE = 4;

  private final Question question;
  private final long schedules;
  private final List<Set<String>> smallest = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private long runs;

  private Lattice(Question question, long schedules) {
    this.question = question;
    this.schedules = schedules;
  }

  /** Explores the lattice with at most so many schedules for each set. */
  static Lattice of(Question question, long schedules) {
    var lattice = new Lattice(question, schedules);
    List<String> assumptions = new ArrayList<>();
    for (String assumption : question.claim().assumptions()) {
      if (question.without(List.of(assumption)).scenario(0).equals(question.scenario(0))) {
        lattice.note(Set.of(assumption), "no fault", null);
      } else {
        assumptions.add(assumption);
      }
    }
    for (int size = 1; size <= assumptions.size(); size++) {
      for (Set<String> broken : subsets(assumptions, size)) {
        if (lattice.smallest.stream().noneMatch(broken::containsAll)) {
          lattice.explore(broken);
        }
      }
    }
    return lattice;
  }

  private void explore(Set<String> broken) {
    Sampling sampling =
        Sampling.of(
            question.without(broken), 0, broken.size() == 1 ? forOne(schedules) : schedules);
    runs += sampling.runs();
    boolean isViolated = sampling.violating().isPresent();
    if (isViolated) {
      smallest.add(broken);
    }
    if (isViolated || broken.size() == 1) {
      note(broken, "broken", isViolated ? sampling.story().counterexample(null) : null);
    }
  }

  private void note(Set<String> broken, String how, @Nullable Counterexample counterexample) {
    var weaker = new Part.Weaker(how, counterexample);
    parts.add(new Part(String.join(" + ", broken), "assumed", List.of(weaker)));
  }

  /** Returns by how many schedules a single assumption is broken, where sets are by so many. */
  static long forOne(long schedules) {
    return TIMES_FOR_ONE * schedules;
  }

  /** Returns the sets without which the claim breaks, and none of whose parts would do. */
  List<Set<String>> smallest() {
    return List.copyOf(smallest);
  }

  /** Returns what was broken, for the report. */
  List<Part> parts() {
    return List.copyOf(parts);
  }

  /** Returns how many schedules were run, all together. */
  long runs() {
    return runs;
  }

  private static List<Set<String>> subsets(List<String> all, int size) {
    List<Set<String>> subsets = new ArrayList<>();
    for (int bits = 1; bits < 1 << all.size(); bits++) {
      if (Integer.bitCount(bits) == size) {
        Set<String> subset = new TreeSet<>();
        for (int i = 0; i < all.size(); i++) {
          if ((bits & 1 << i) != 0) {
            subset.add(all.get(i));
          }
        }
        subsets.add(subset);
      }
    }
    return subsets;
  }
}
