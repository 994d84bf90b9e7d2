// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What becomes of a test when the accesses of the real classes are weakened, one at a time and step
 * by step, until the test's answer changes.
 */
final class Necessity {
  private Necessity() {}

  /**
   * One weakening.
   *
   * @param site where: {@code Class.method name}
   * @param access what stands there
   * @param weaker what was tried in its place
   * @param answer what the model says then
   */
  record Weakening(String site, Access access, Access weaker, Answer answer) {
    /** Returns whether the stronger access is needed, rather than this one. */
    boolean isTooWeak() {
      return !answer.holds();
    }

    private String told() {
      String name = weaker.method() + (weaker.exists() ? "" : " (which does not exist)");
      return isTooWeak() ? name + " is too weak" : name + " suffices";
    }
  }

  /** Weakens every access of {@code sites} in {@code test}, which holds as it is. */
  static List<Weakening> of(LitmusTest test, Map<String, Access> sites) {
    List<Weakening> weakenings = new ArrayList<>();
    sites.forEach(
        (site, access) -> {
          Set<Access> tried = new LinkedHashSet<>();
          Deque<Access> open = new ArrayDeque<>(access.weaker());
          while (!open.isEmpty()) {
            Access weaker = open.remove();
            if (tried.add(weaker)) {
              Machine machine = new Machine(new Classes(), Map.of(site, weaker));
              Answer answer = Answer.of(test, machine, EnumSet.allOf(Axiom.class));
              weakenings.add(new Weakening(site, access, weaker, answer));
              if (answer.holds()) {
                open.addAll(weaker.weaker());
              }
            }
          }
        });
    return weakenings;
  }

  /** Returns for each site in a sentence what was found. */
  static Map<String, String> told(List<Weakening> weakenings) {
    Map<String, String> told = new TreeMap<>();
    for (Weakening weakening : weakenings) {
      told.computeIfAbsent(
          weakening.site(),
          site ->
              weakenings.stream()
                  .filter(other -> other.site().equals(site))
                  .map(Weakening::told)
                  .collect(Collectors.joining("; ")));
    }
    return told;
  }
}
