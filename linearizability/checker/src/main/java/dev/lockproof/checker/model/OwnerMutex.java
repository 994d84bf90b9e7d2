// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.model;

import static dev.lockproof.checker.model.Operand.DONE;
import static dev.lockproof.checker.model.Operand.NONE;

import dev.lockproof.checker.history.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A lock that knows its holder, who may lock it again up to a limit, and alone may unlock it.
 *
 * <p>{@code lock} (or {@code acquire}) and {@code tryLock} give true or null when they took the
 * lock, false when they could not; {@code unlock} (or {@code release}) gives false when it was
 * refused because the caller did not hold the lock. The limit 1 makes it not reentrant.
 */
public final class OwnerMutex implements Model<OwnerMutex.State> {
  private static final State FREE = new State(-1, 0);
  private static final Signature SIGNATURE =
      new Signature()
          .with("lock", NONE, DONE)
          .with("acquire", NONE, DONE)
          .with("tryLock", NONE, DONE)
          .with("unlock", NONE, DONE)
          .with("release", NONE, DONE);

  private final int limit;

  /** Creates the model of a lock that its holder may hold so many times. */
  public OwnerMutex(int limit) {
    this.limit = limit;
  }

  /** Returns whether an operation asks for the lock; the others give it back. */
  public static boolean isAcquire(Operation operation) {
    return switch (operation.f()) {
      case "lock", "acquire", "tryLock" -> true;
      default -> false;
    };
  }

  /** Returns whether an operation was answered, and the answer was no. */
  public static boolean isRefused(Operation operation) {
    return Boolean.FALSE.equals(operation.output());
  }

  @Override
  public State init() {
    return FREE;
  }

  @Override
  public @Nullable State step(State state, Operation operation) {
    boolean acquires = isAcquire(operation);
    boolean owns = state.holds > 0 && state.holder == operation.process();
    boolean possible = acquires ? state.holds == 0 || (owns && state.holds < limit) : owns;
    if (isRefused(operation)) {
      return possible ? null : state;
    }
    if (!possible) {
      return null;
    }
    int holds = state.holds + (acquires ? 1 : -1);
    return holds == 0 ? FREE : new State(operation.process(), holds);
  }

  @Override
  public @Nullable String defect(Operation operation) {
    return SIGNATURE.defect(operation);
  }

  @Override
  public boolean isReadOnly(Operation operation) {
    return isRefused(operation);
  }

  @Override
  public String describe(State state) {
    return state.holds == 0 ? "free" : "held by process " + state.holder;
  }

  /** Who holds the lock, and how many times. */
  public record State(int holder, int holds) {}
}
