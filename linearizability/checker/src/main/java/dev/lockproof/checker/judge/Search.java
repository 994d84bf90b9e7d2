// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.judge;

import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.model.Model;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
 * <p>The number of configurations is exponential in the worst case. The budget bounds the steps of
 * the model; when it is used up the verdict is inconclusive.
 *
 * @param <S> the state of the model
 */
public final class Search<S> implements Judge {
  private static final int SHOWN = 4;

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
    var deepest = new Attempt(operations, attempt.deepest);
    deepest.linearize();
    return deepest.explain();
  }

  /** One run of the search, up to a depth at which it stops. */
  private final class Attempt {
    private final List<Operation> operations;
    private final int stopAt;
    private final Timeline timeline;
    private final Linearized linearized;
    private final Configurations seen;
    private final Map<S, Integer> states = new HashMap<>();
    private final List<Choice<S>> choices = new ArrayList<>();
    private S state = model.init();
    private long steps;
    private int deepest;

    Attempt(List<Operation> operations, int stopAt) {
      this.operations = operations;
      this.stopAt = stopAt;
      timeline = new Timeline(operations);
      linearized = new Linearized(operations);
      seen = new Configurations(linearized.bits.length);
    }

    /** Returns whether all completed operations, or as many as wanted, could be linearized. */
    boolean linearize() {
      int node = timeline.first();
      while (!linearized.isComplete() && choices.size() < stopAt) {
        if (timeline.isInvocation(node)) {
          if (steps++ >= budget) {
            return false;
          }
          node = choose(node) ? timeline.first() : timeline.after(node);
        } else if (choices.isEmpty()) {
          return false;
        } else {
          node = timeline.after(takeBack());
        }
      }
      return true;
    }

    private boolean choose(int i) {
      Operation operation = operations.get(i);
      S next = model.step(state, operation);
      if (next == null || (operation.isInfo() && next.equals(state))) {
        return false;
      }
      int base = linearized.base();
      linearized.add(i);
      if (!seen.add(linearized, states.computeIfAbsent(next, s -> states.size()))) {
        linearized.remove(i, base);
        return false;
      }
      choices.add(new Choice<>(i, state, base));
      timeline.remove(i, linearized.isCompleted(i));
      state = next;
      deepest = Math.max(deepest, choices.size());
      return true;
    }

    private int takeBack() {
      Choice<S> last = choices.remove(choices.size() - 1);
      timeline.restore(last.operation, linearized.isCompleted(last.operation));
      linearized.remove(last.operation, last.base);
      state = last.state;
      return last.operation;
    }

    /** Tells how far one of the longest partial linearizations gets, and what stops it. */
    Verdict explain() {
      Operation stuck = operations.get(linearized.first());
      var offending = new ArrayList<Operation>();
      for (Choice<S> choice :
          choices.subList(Math.max(0, choices.size() - SHOWN), choices.size())) {
        offending.add(operations.get(choice.operation));
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
                  .formatted(choices.size(), operations.size(), stuck.describe(), stuck.process())
              + " would have to come, but the object is "
              + model.describe(state),
          offending);
    }
  }

  /** An operation that was linearized, and what it was linearized in. */
  private record Choice<S>(int operation, S state, int base) {}
}
