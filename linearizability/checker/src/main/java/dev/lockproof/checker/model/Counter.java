// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.model;

import static dev.lockproof.checker.model.Operand.INTEGER;
import static dev.lockproof.checker.model.Operand.NONE;

import dev.lockproof.checker.history.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A counter that starts at zero: {@code add} takes what to add and gives nothing, {@code read}
 * gives the sum.
 */
public final class Counter implements Model<Long> {
  private static final Signature SIGNATURE =
      new Signature().with("add", INTEGER, NONE).with("read", NONE, INTEGER);

  /** Creates the model. */
  public Counter() {}

  @Override
  public Long init() {
    return 0L;
  }

  @Override
  public @Nullable Long step(Long state, Operation operation) {
    if (operation.f().equals("add")) {
      return operation.input() instanceof Long delta ? Long.valueOf(state + delta) : null;
    }
    return operation.isInfo() || state.equals(operation.output()) ? state : null;
  }

  @Override
  public @Nullable String defect(Operation operation) {
    return SIGNATURE.defect(operation);
  }

  @Override
  public boolean isReadOnly(Operation operation) {
    return operation.f().equals("read");
  }

  @Override
  public String describe(Long state) {
    return "at " + state;
  }
}
