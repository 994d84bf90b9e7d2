// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.model;

import dev.lockproof.checker.history.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations that a model knows, with the values that each takes and gives. */
final class Signature {
  private final Map<String, Operand[]> operations = new LinkedHashMap<>();

  /** Adds an operation with the values of its invocation and of its completion. */
  Signature with(String f, Operand input, Operand output) {
    operations.put(f, new Operand[] {input, output});
    return this;
  }

  /** Returns why an operation is none of these, or null if it is one. */
  @Nullable String defect(Operation operation) {
    Operand[] operands = operations.get(operation.f());
    if (operands == null) {
      return "unknown operation '" + operation.f() + "'; there are " + operations.keySet();
    }
    if (!operands[0].admits().test(operation.input())) {
      return operation.f() + " takes " + operands[0].name() + ", not " + operation.input();
    }
    if (operation.isOk() && !operands[1].admits().test(operation.output())) {
      return operation.f() + " gives " + operands[1].name() + ", not " + operation.output();
    }
    return null;
  }
}
