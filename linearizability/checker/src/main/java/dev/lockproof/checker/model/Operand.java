// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.model;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A kind of value that an operation takes or gives. */
record Operand(String name, Predicate<@Nullable Object> admits) {
  static final Operand NONE = new Operand("nothing", v -> v == null);
  static final Operand ANY = new Operand("any value", v -> true);

  /** Null is short for true. */
  static final Operand DONE = new Operand("true or false", v -> v == null || v instanceof Boolean);

  static final Operand INTEGER = new Operand("an integer", v -> v instanceof Long);
  static final Operand INTEGER_OR_NONE =
      new Operand("an integer or null", v -> v == null || v instanceof Long);
  static final Operand TOKEN_AND_VALUE =
      new Operand(
          "[token, value]",
          v -> v instanceof List<?> pair && pair.size() == 2 && pair.get(0) instanceof Long);

  static final Operand SOME = new Operand("a value", v -> v != null);
  static final Operand TEXT = new Operand("a string", v -> v instanceof String);
  static final Operand TEXT_OR_NONE =
      new Operand("a string or null", v -> v == null || v instanceof String);
  static final Operand PAIR =
      new Operand("a pair", v -> v instanceof List<?> pair && pair.size() == 2);
}
