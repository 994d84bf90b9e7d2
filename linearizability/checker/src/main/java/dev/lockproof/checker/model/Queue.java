// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.model;

import static dev.lockproof.checker.model.Operand.ANY;
import static dev.lockproof.checker.model.Operand.NONE;
import static dev.lockproof.checker.model.Operand.SOME;

import dev.lockproof.checker.history.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A queue, first in, first out, empty at first: {@code enqueue} takes an element, {@code dequeue}
 * gives one, or null when there is none.
 */
public final class Queue implements Model<List<Object>> {
  private static final Signature SIGNATURE =
      new Signature().with("enqueue", SOME, ANY).with("dequeue", NONE, ANY);

  /** Creates the model. */
  public Queue() {}

  @Override
  public List<Object> init() {
    return List.of();
  }

  @Override
  public @Nullable List<Object> step(List<Object> state, Operation operation) {
    if (operation.f().equals("enqueue")) {
      var next = new ArrayList<>(state);
      next.add(Objects.requireNonNull(operation.input()));
      return List.copyOf(next);
    }
    if (state.isEmpty()) {
      return operation.output() == null ? state : null;
    }
    boolean right = operation.isInfo() || state.get(0).equals(operation.output());
    return right ? List.copyOf(state.subList(1, state.size())) : null;
  }

  @Override
  public @Nullable String defect(Operation operation) {
    return SIGNATURE.defect(operation);
  }

  @Override
  public boolean isReadOnly(Operation operation) {
    return operation.f().equals("dequeue") && operation.output() == null;
  }

  @Override
  public String describe(List<Object> state) {
    return String.valueOf(state);
  }
}
