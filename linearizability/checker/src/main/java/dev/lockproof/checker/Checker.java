// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker;

import dev.lockproof.checker.history.Completion;
import dev.lockproof.checker.history.History;
import dev.lockproof.checker.history.MalformedHistoryException;
import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.judge.Verdict;
import dev.lockproof.checker.judge.Verdict.Result;
import dev.lockproof.checker.model.Model;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges whole histories against a specification, key by key.
 *
 * <p>Keys are judged in parallel, first with small budgets, so that one that is easily seen to be
 * illegal is found before the hard ones have used up theirs.
 */
public final class Checker {
  /** The steps of a search on one key after which it gives up: some seconds. */
  public static final long DEFAULT_BUDGET = 20_000_000;

  private static final long FIRST = 10_000;
  private static final long SECOND = 500_000;

  /** The longest orders that an explanation shows. */
  private static final int ORDERS = 3;

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
    var partitions = new ArrayList<Partition>();
    history.byKey().forEach((key, operations) -> partitions.add(new Partition(key, operations)));
    partitions.removeIf(partition -> partition.operations.isEmpty());
    for (long steps : new long[] {Math.min(budget, FIRST), Math.min(budget, SECOND), budget}) {
      partitions.parallelStream().forEach(partition -> partition.judge(steps));
      if (partitions.stream().anyMatch(partition -> partition.is(Result.FAIL))) {
        break;
      }
    }
    return merge(partitions);
  }

  /**
   * Returns why a history is illegal: its shortest illegal prefix on one key, what cannot be
   * ordered there, and how far an order can get.
   *
   * <p>A prefix of a legal history is legal, so the shortest illegal one is found by bisection. If
   * a shorter one could not be decided within the budget, the explanation does not claim to be
   * about the shortest.
   *
   * @throws IllegalArgumentException if the history is not illegal
   */
  public Explanation explain(History history) {
    Verdict verdict = check(history);
    if (!verdict.isFail()) {
      throw new IllegalArgumentException("not illegal: " + verdict);
    }
    String key = Partition.name(verdict.offending().get(0));
    int legal = 0;
    int illegal = history.events();
    while (legal + 1 < illegal) {
      int middle = (legal + illegal) >>> 1;
      if (judge(history.prefix(middle), key).is(Result.FAIL)) {
        illegal = middle;
      } else {
        legal = middle;
      }
    }
    boolean shortest = judge(history.prefix(legal), key).is(Result.PASS);
    Partition prefix = judge(history.prefix(illegal), key);
    var search = specification.search(Math.min(budget, SECOND));
    var orders = search.longestOrders(prefix.operations, ORDERS);
    return new Explanation(
        prefix.verdict, illegal, shortest, history.events(), prefix.operations, orders);
  }

  private Partition judge(History history, String key) {
    var operations = history.operations().stream().filter(o -> Partition.name(o).equals(key));
    var partition = new Partition(key, operations.toList());
    partition.judge(budget);
    return partition;
  }

  private static Verdict merge(List<Partition> partitions) {
    for (Result result : List.of(Result.FAIL, Result.INCONCLUSIVE)) {
      for (Partition partition : partitions) {
        if (partition.is(result)) {
          return partition.verdict;
        }
      }
    }
    return switch (partitions.size()) {
      case 0 -> Verdict.inconclusive("nothing to judge: no operation may have taken effect");
      case 1 -> partitions.get(0).verdict;
      default -> Verdict.pass("each of the " + partitions.size() + " keys is legal");
    };
  }

  /** The operations of one key, and what is known of them. */
  private final class Partition {
    private final String where;
    private final List<Operation> operations;
    private Verdict verdict = Verdict.inconclusive("not judged");

    Partition(String key, List<Operation> operations) {
      this.where = key.isEmpty() ? "" : "key " + key + ": ";
      this.operations = operations.stream().filter(o -> o.completion() != Completion.FAIL).toList();
    }

    static String name(Operation operation) {
      return operation.key() == null ? "" : operation.key();
    }

    boolean is(Result result) {
      return verdict.result() == result;
    }

    void judge(long steps) {
      if (is(Result.INCONCLUSIVE)) {
        Verdict bare = specification.judge(steps).judge(operations);
        verdict = new Verdict(bare.result(), where + bare.explanation(), bare.offending());
      }
    }
  }
}
