// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.util.Set;
import java.util.function.Function;

/** A condition on the end of an execution. */
sealed interface Condition {

  /** Returns whether it holds where {@code value} gives the values of variables. */
  boolean holds(Function<String, Object> value);

  /** Adds the variables that it mentions: registers as {@code 0:r}, and locations. */
  void variables(Set<String> into);

  /** A variable equals a value, or another variable. */
  record Equal(String variable, String other, Object constant) implements Condition {
    @Override
    public boolean holds(Function<String, Object> value) {
      Object right = other.isEmpty() ? constant : value.apply(other);
      return value.apply(variable).equals(right);
    }

    @Override
    public void variables(Set<String> into) {
      into.add(variable);
      if (!other.isEmpty()) {
        into.add(other);
      }
    }
  }

  /** Not. */
  record Not(Condition inner) implements Condition {
    @Override
    public boolean holds(Function<String, Object> value) {
      return !inner.holds(value);
    }

    @Override
    public void variables(Set<String> into) {
      inner.variables(into);
    }
  }

  /** Both, or at least one. */
  record Join(boolean both, Condition left, Condition right) implements Condition {
    @Override
    public boolean holds(Function<String, Object> value) {
      boolean first = left.holds(value);
      return first == both ? right.holds(value) : first;
    }

    @Override
    public void variables(Set<String> into) {
      left.variables(into);
      right.variables(into);
    }
  }
}
