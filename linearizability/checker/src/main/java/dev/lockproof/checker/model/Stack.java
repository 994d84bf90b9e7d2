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
 * A stack, last in, first out, empty at first: {@code push} takes an element, {@code pop} gives
 * one, or null when there is none.
 */
public final class Stack implements Model<List<Object>> {
  private static final Signature SIGNATURE =
      new Signature().with("push", SOME, ANY).with("pop", NONE, ANY);

  /** Creates the model. */
  public Stack() {}

  @Override
  public List<Object> init() {
    return List.of();
  }

  @Override
  public @Nullable List<Object> step(List<Object> state, Operation operation) {
    if (operation.f().equals("push")) {
      var next = new ArrayList<>(state);
      next.add(Objects.requireNonNull(operation.input()));
      return List.copyOf(next);
    }
    if (state.isEmpty()) {
      return operation.output() == null ? state : null;
    }
    boolean right = operation.isInfo() || state.get(state.size() - 1).equals(operation.output());
    return right ? List.copyOf(state.subList(0, state.size() - 1)) : null;
  }

  @Override
  public @Nullable String defect(Operation operation) {
    return SIGNATURE.defect(operation);
  }

  @Override
  public boolean isReadOnly(Operation operation) {
    return operation.f().equals("pop") && operation.output() == null;
  }

  @Override
  public String describe(List<Object> state) {
    return String.valueOf(state);
  }
}
