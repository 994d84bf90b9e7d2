// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.model;

import static dev.lockproof.checker.model.Operand.ANY;
import static dev.lockproof.checker.model.Operand.NONE;
import static dev.lockproof.checker.model.Operand.PAIR;

import dev.lockproof.checker.history.Operation;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A register with compare-and-set, empty at first.
 *
 * <p>{@code read} gives the value, or null when there is none; {@code write} takes a value; {@code
 * cas} takes {@code [expected, new]} and gives false when the value was another.
 */
public final class Register implements Model<Object> {
  private static final Signature SIGNATURE =
      new Signature().with("read", NONE, ANY).with("write", ANY, ANY).with("cas", PAIR, ANY);

  /** The state without a value, which is read as null. */
  private static final Object EMPTY = new Object();

  /** Creates the model. */
  public Register() {}

  @Override
  public Object init() {
    return EMPTY;
  }

  @Override
  public @Nullable Object step(Object state, Operation operation) {
    return switch (operation.f()) {
      case "write" -> value(operation.input());
      case "cas" -> cas(state, operation);
      default -> operation.isInfo() || state.equals(value(operation.output())) ? state : null;
    };
  }

  private static @Nullable Object cas(Object state, Operation operation) {
    var pair = (List<?>) Objects.requireNonNull(operation.input());
    boolean equal = state.equals(value(pair.get(0)));
    boolean refused = Boolean.FALSE.equals(operation.output());
    if (equal == refused) {
      return null;
    }
    return refused ? state : value(pair.get(1));
  }

  private static Object value(@Nullable Object value) {
    return value == null ? EMPTY : value;
  }

  @Override
  public @Nullable String defect(Operation operation) {
    return SIGNATURE.defect(operation);
  }

  @Override
  public boolean isReadOnly(Operation operation) {
    return switch (operation.f()) {
      case "read" -> true;
      case "cas" -> Boolean.FALSE.equals(operation.output());
      default -> false;
    };
  }

  @Override
  public String describe(Object state) {
    return state.equals(EMPTY) ? "empty" : "at " + state;
  }
}
