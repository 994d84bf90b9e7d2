// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker;

import dev.lockproof.checker.history.Completion;
import dev.lockproof.checker.history.History;
import dev.lockproof.checker.history.MalformedHistoryException;
import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.judge.Verdict;
import dev.lockproof.checker.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Judges whole histories against a specification, key by key. */
public final class Checker {
  /** The steps of a search on one key after which it gives up: some seconds. */
  public static final long DEFAULT_BUDGET = 20_000_000;

  private final Specification specification;
  private final long budget;

  /** Creates a checker with the default budget. */
  public Checker(Specification specification) {
    this(specification, DEFAULT_BUDGET);
  }

  /** Creates a checker that gives a search on one key at most that many steps. */
  public Checker(Specification specification, long budget) {
    this.specification = specification;
    this.budget = budget;
  }

  /**
   * Returns the verdict: FAIL if some key is illegal, otherwise INCONCLUSIVE if some could not be
   * decided or there was nothing to judge, otherwise PASS.
   *
   * @throws MalformedHistoryException if the model does not know an operation of the history
   */
  public Verdict check(History history) {
    Model<?> model = specification.model();
    for (Operation operation : history.operations()) {
      String defect = model.defect(operation);
      if (defect != null) {
        throw new MalformedHistoryException(operation.line(), defect);
      }
    }
    Verdict undecided = null;
    var explanations = new ArrayList<String>();
    for (Map.Entry<String, List<Operation>> entry : history.byKey().entrySet()) {
      String where = entry.getKey().isEmpty() ? "" : "key " + entry.getKey() + ": ";
      Verdict verdict = check(entry.getValue());
      var named = new Verdict(verdict.result(), where + verdict.explanation(), verdict.offending());
      switch (verdict.result()) {
        case FAIL -> {
          return named;
        }
        case INCONCLUSIVE -> undecided = named;
        case PASS -> explanations.add(named.explanation());
      }
    }
    if (undecided != null) {
      return undecided;
    }
    return explanations.isEmpty()
        ? Verdict.inconclusive("the history is empty")
        : Verdict.pass(String.join("; ", explanations));
  }

  private Verdict check(List<Operation> operations) {
    var effective = new ArrayList<Operation>(operations.size());
    for (Operation operation : operations) {
      if (operation.completion() != Completion.FAIL) {
        effective.add(operation);
      }
    }
    return specification.judge(budget).judge(effective);
  }
}
