// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.judge;

import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.model.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The generic judge: searches for a legal order of the operations, for any model.
 *
 * <p>This is the search of Wing and Gong (1993) with the cache of Lowe (2017). Walk along the
 * events that are not linearized yet. At an invocation, linearize its operation if the model allows
 * it and the configuration reached is new, and start again from the first event; otherwise go on.
 * At a completion, nothing behind it may come first, since everything there was invoked later: take
 * the last choice back. The history is legal if all completed operations get linearized, and
 * illegal if there is no choice left to take back.
 *
 * <p>The cache is sound: whether the rest can be linearized depends on the configuration alone, and
 * a configuration is left only when it cannot.
 *
 * <p>An operation that cannot change the state, such as a read, is linearized as soon as it is
 * legal, and this choice is never reconsidered: if some order completes the configuration, it still
 * does with that operation moved to its front.
 *
 * <p>The number of configurations is exponential in the worst case. The budget bounds the steps of
 * the model; when it is used up the verdict is inconclusive.
 *
 * @param <S> the state of the model
 */
public final class Search<S> implements Judge {
  private static final int SHOWN = 4;
  private static final int DEAD = -1;

  private final Model<S> model;
  private final long budget;

  /** Creates a search that gives up after a number of steps of the model. */
  public Search(Model<S> model, long budget) {
    this.model = model;
    this.budget = budget;
  }

  @Override
  public Verdict judge(List<Operation> operations) {
    var attempt = new Attempt(operations, Integer.MAX_VALUE);
    if (attempt.linearize()) {
      return Verdict.pass("an order of the " + operations.size() + " operations was found");
    }
    if (attempt.steps > budget) {
      return Verdict.inconclusive("the budget of " + budget + " steps is used up");
    }
    return longest(operations, attempt).explain();
  }

  /**
   * Returns the longest legal orders of some of the operations that the search comes across within
   * its budget, at most so many: partial linearizations, each with other operations or another
   * state at its end.
   */
  public List<PartialOrder> longestOrders(List<Operation> operations, int limit) {
    var attempt = new Attempt(operations, Integer.MAX_VALUE);
    var orders = new ArrayList<PartialOrder>();
    if (attempt.linearize()) {
      orders.add(attempt.order());
    } else {
      var again = new Attempt(operations, attempt.deepest);
      while (orders.size() < limit && again.linearize()) {
        orders.add(again.order());
      }
    }
    return orders;
  }

  /**
   * A legal order of some operations.
   *
   * @param operations these operations, in their order
   * @param state what the object is after them, in words
   */
  public record PartialOrder(List<Operation> operations, String state) {
    /** Copies the list. */
    public PartialOrder {
      operations = List.copyOf(operations);
    }
  }

  /** Runs again, up to the deepest point. */
  private Attempt longest(List<Operation> operations, Attempt before) {
    var again = new Attempt(operations, before.deepest);
    again.linearize();
    return again;
  }

  /** One run of the search, up to a depth at which it stops. */
  private final class Attempt {
    private final List<Operation> operations;
    private final int stopAt;
    private final Timeline timeline;
    private final Linearized linearized;
    private final Configurations seen;
    private final Transitions<S> transitions;

    /** The operations linearized so far; each with state and base before it. */
    private final int[] chosen;

    private final int[] states;
    private final int[] bases;
    private final boolean[] readOnly;
    private final boolean anyReadOnly;
    private int depth;
    private int state;
    private long steps;
    private int deepest;

    Attempt(List<Operation> operations, int stopAt) {
      this.operations = operations;
      this.stopAt = stopAt;
      timeline = new Timeline(operations);
      linearized = new Linearized(operations);
      seen = new Configurations(linearized.bits.length);
      transitions = new Transitions<>(model, operations);
      chosen = new int[operations.size()];
      states = new int[operations.size()];
      bases = new int[operations.size()];
      readOnly = new boolean[operations.size()];
      boolean any = false;
      for (int i = 0; i < readOnly.length; i++) {
        readOnly[i] = operations.get(i).isOk() && model.isReadOnly(operations.get(i));
        any |= readOnly[i];
      }
      anyReadOnly = any;
    }

    /**
     * Returns whether all completed operations, or as many as wanted, could be linearized. Called
     * again, it goes on from there.
     */
    boolean linearize() {
      int node = depth == stopAt ? DEAD : start();
      boolean goesOn = depth == stopAt;
      while (goesOn || (!linearized.isComplete() && depth < stopAt)) {
        goesOn = false;
        if (node != DEAD && timeline.isInvocation(node)) {
          if (steps++ >= budget) {
            return false;
          }
          boolean chosen = !readOnly[node] && choose(node, next(node));
          node = chosen ? start() : timeline.after(node);
        } else {
          int last = takeBackChoice();
          if (last < 0) {
            return false;
          }
          node = timeline.after(last);
        }
      }
      return true;
    }

    PartialOrder order() {
      var operationsSoFar = Arrays.stream(chosen).limit(depth).mapToObj(operations::get).toList();
      return new PartialOrder(operationsSoFar, model.describe(transitions.state(state)));
    }

    /** Linearizes what cannot change the state; returns the first node of what is left. */
    private int start() {
      int node = timeline.first();
      while (anyReadOnly && timeline.isInvocation(node)) {
        boolean legal = readOnly[node] && next(node) != Transitions.ILLEGAL;
        steps += readOnly[node] ? 1 : 0;
        if (legal && !choose(node, state)) {
          return DEAD;
        }
        node = legal ? timeline.first() : timeline.after(node);
      }
      return timeline.first();
    }

    /** Returns the state after an operation, illegal also if it need not be linearized. */
    private int next(int operation) {
      int next = transitions.after(state, operation);
      boolean useless = next == state && !linearized.isCompleted(operation);
      return useless ? Transitions.ILLEGAL : next;
    }

    /** Takes the last choice back that had an alternative; returns it, or -1 if there is none. */
    private int takeBackChoice() {
      while (depth > 0) {
        int operation = takeBack();
        if (!readOnly[operation]) {
          return operation;
        }
      }
      return -1;
    }

    /** Linearizes an operation if it is legal and leads to a new configuration. */
    private boolean choose(int operation, int next) {
      if (next == Transitions.ILLEGAL) {
        return false;
      }
      int base = linearized.base();
      linearized.add(operation);
      if (!seen.add(linearized, next)) {
        linearized.remove(operation, base);
        return false;
      }
      chosen[depth] = operation;
      states[depth] = state;
      bases[depth] = base;
      depth++;
      deepest = Math.max(deepest, depth);
      timeline.remove(operation, linearized.isCompleted(operation));
      state = next;
      return true;
    }

    private int takeBack() {
      depth--;
      int operation = chosen[depth];
      timeline.restore(operation, linearized.isCompleted(operation));
      linearized.remove(operation, bases[depth]);
      state = states[depth];
      return operation;
    }

    /** Tells how far one of the longest partial linearizations gets, and what stops it. */
    Verdict explain() {
      Operation stuck = operations.get(linearized.first());
      var offending = new ArrayList<Operation>();
      for (int i = Math.max(0, depth - SHOWN); i < depth; i++) {
        offending.add(operations.get(chosen[i]));
      }
      for (int i = 0; i < operations.size() && offending.size() < 3 * SHOWN; i++) {
        if (!linearized.contains(i) && operations.get(i).call() < stuck.ret()) {
          offending.add(operations.get(i));
        }
      }
      offending.add(stuck);
      return new Verdict(
          Verdict.Result.FAIL,
          "no order is legal; at most %d of %d operations can be ordered, and then %s by process %d"
                  .formatted(depth, operations.size(), stuck.describe(), stuck.process())
              + " would have to come, but the object is "
              + model.describe(transitions.state(state)),
          offending);
    }
  }
}
