// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What becomes of a test, which holds as it is, when the accesses of the real classes are weakened:
 * one at a time, and step by step until the answer changes.
 */
final class Necessity {
  private final Question question;
  private final String site;
  private final Map<Access, Answer> answers = new HashMap<>();

  private Necessity(Question question, String site) {
    this.question = question;
    this.site = site;
  }

  /**
   * One weakening.
   *
   * @param weaker what was tried in the place of the access
   * @param answer what the model says then
   */
  record Weakening(Access weaker, Answer answer) {}

  /**
   * Tries what is weaker than {@code access} at {@code site}.
   *
   * @return the next weaker accesses; behind each one that suffices those that are weaker still
   */
  static List<Weakening> of(Question question, String site, Access access) {
    List<Weakening> tried = new ArrayList<>();
    new Necessity(question, site).weaken(access, tried);
    return tried;
  }

  private void weaken(Access access, List<Weakening> tried) {
    for (Access weaker : access.weaker()) {
      if (tried.stream().noneMatch(earlier -> earlier.weaker().equals(weaker))) {
        Answer answer = answer(weaker);
        tried.add(new Weakening(weaker, answer));
        if (answer.holds()) {
          weaken(weaker, tried);
        }
      }
    }
  }

  /** Answers with {@code access}: what a weaker one allows not even then, it does not allow. */
  private Answer answer(Access access) {
    Answer known = answers.get(access);
    if (known != null) {
      return known;
    }
    for (Access weaker : access.weaker()) {
      Answer answer = answer(weaker);
      if (answer.holds()) {
        answers.put(access, answer);
        return answer;
      }
    }
    Answer answer = question.with(site, access);
    answers.put(access, answer);
    return answer;
  }
}
