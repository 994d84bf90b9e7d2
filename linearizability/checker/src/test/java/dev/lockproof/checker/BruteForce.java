// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker;

import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.model.Model;
import java.util.List;

/**
 * The definition of linearizability as a program: tries every order, with no cache and no shortcut.
 */
final class BruteForce<S> {
  private final Model<S> model;
  private final List<Operation> operations;
  private final boolean[] used;

  private BruteForce(Model<S> model, List<Operation> operations) {
    this.model = model;
    this.operations = operations;
    used = new boolean[operations.size()];
  }

  static <S> boolean isLinearizable(Model<S> model, List<Operation> operations) {
    return new BruteForce<>(model, operations).canFinishFrom(model.init());
  }

  private boolean canFinishFrom(S state) {
    boolean finished = true;
    for (int i = 0; i < used.length; i++) {
      finished &= used[i] || operations.get(i).isInfo();
    }
    for (int i = 0; i < used.length && !finished; i++) {
      if (!used[i] && mayBeNext(operations.get(i))) {
        S next = model.step(state, operations.get(i));
        used[i] = true;
        finished = next != null && canFinishFrom(next);
        used[i] = false;
      }
    }
    return finished;
  }

  private boolean mayBeNext(Operation operation) {
    for (int i = 0; i < used.length; i++) {
      if (!used[i] && operations.get(i).precedes(operation)) {
        return false;
      }
    }
    return true;
  }
}
