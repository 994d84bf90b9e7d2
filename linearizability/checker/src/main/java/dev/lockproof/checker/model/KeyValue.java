// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.model;

import static dev.lockproof.checker.model.Operand.ANY;
import static dev.lockproof.checker.model.Operand.NONE;
import static dev.lockproof.checker.model.Operand.TEXT;
import static dev.lockproof.checker.model.Operand.TEXT_OR_NONE;

import dev.lockproof.checker.history.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The text under one key of a store, empty at first: {@code get} gives it, null being the same as
 * empty; {@code put} sets it, {@code append} adds to its end.
 */
public final class KeyValue implements Model<String> {
  private static final Signature SIGNATURE =
      new Signature()
          .with("get", NONE, TEXT_OR_NONE)
          .with("put", TEXT, ANY)
          .with("append", TEXT, ANY);

  /** Creates the model. */
  public KeyValue() {}

  @Override
  public String init() {
    return "";
  }

  @Override
  public @Nullable String step(String state, Operation operation) {
    return switch (operation.f()) {
      case "put" -> String.valueOf(operation.input());
      case "append" -> state + operation.input();
      default -> {
        String output = operation.output() == null ? "" : operation.output().toString();
        yield operation.isInfo() || state.equals(output) ? state : null;
      }
    };
  }

  @Override
  public @Nullable String defect(Operation operation) {
    return SIGNATURE.defect(operation);
  }

  @Override
  public String describe(String state) {
    return "at \"" + state + "\"";
  }
}
