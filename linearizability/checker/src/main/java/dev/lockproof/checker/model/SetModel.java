// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.model;

import static dev.lockproof.checker.model.Operand.ANY;
import static dev.lockproof.checker.model.Operand.DONE;
import static dev.lockproof.checker.model.Operand.NONE;
import static dev.lockproof.checker.model.Operand.SOME;

import dev.lockproof.checker.history.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A set, empty at first.
 *
 * <p>{@code add} and {@code remove} take an element and give whether they changed the set; null
 * leaves that open. {@code contains} gives whether it is there, {@code read} a list of all
 * elements.
 */
public final class SetModel implements Model<Set<Object>> {
  private static final Signature SIGNATURE =
      new Signature()
          .with("add", SOME, DONE)
          .with("remove", SOME, DONE)
          .with("contains", SOME, DONE)
          .with("read", NONE, ANY);

  /** Creates the model. */
  public SetModel() {}

  @Override
  public Set<Object> init() {
    return Set.of();
  }

  @Override
  public @Nullable Set<Object> step(Set<Object> state, Operation operation) {
    Object output = operation.output();
    if (operation.f().equals("read")) {
      boolean right =
          operation.isInfo()
              || (output instanceof List<?> all
                  && all.size() == state.size()
                  && state.equals(new HashSet<>(all)));
      return right ? state : null;
    }
    boolean there = state.contains(Objects.requireNonNull(operation.input()));
    if (operation.f().equals("contains")) {
      return output == null || output.equals(there) ? state : null;
    }
    boolean adds = operation.f().equals("add");
    boolean changes = adds != there;
    if (output != null && !output.equals(changes)) {
      return null;
    }
    return changes ? changed(state, Objects.requireNonNull(operation.input()), adds) : state;
  }

  private static Set<Object> changed(Set<Object> state, Object element, boolean added) {
    var next = new HashSet<>(state);
    if (added) {
      next.add(element);
    } else {
      next.remove(element);
    }
    return next;
  }

  @Override
  public @Nullable String defect(Operation operation) {
    return SIGNATURE.defect(operation);
  }

  @Override
  public boolean isReadOnly(Operation operation) {
    return switch (operation.f()) {
      case "read", "contains" -> true;
      default -> Boolean.FALSE.equals(operation.output());
    };
  }

  @Override
  public String describe(Set<Object> state) {
    return String.valueOf(state);
  }
}
