// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.model;

import static dev.lockproof.checker.model.Operand.DONE;
import static dev.lockproof.checker.model.Operand.NONE;

import dev.lockproof.checker.history.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A lock that knows its holder: not reentrant, and unlocked by its holder only.
 *
 * <p>{@code lock} (or {@code acquire}) and {@code tryLock} give true or null when they took the
 * lock, false when it was held; {@code unlock} (or {@code release}) gives false when it was refused
 * because the caller did not hold the lock. The state is the process that holds it.
 */
public final class OwnerMutex implements Model<Integer> {
  private static final Integer FREE = -1;
  private static final Signature SIGNATURE =
      new Signature()
          .with("lock", NONE, DONE)
          .with("acquire", NONE, DONE)
          .with("tryLock", NONE, DONE)
          .with("unlock", NONE, DONE)
          .with("release", NONE, DONE);

  /** Creates the model. */
  public OwnerMutex() {}

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
  public Integer init() {
    return FREE;
  }

  @Override
  public @Nullable Integer step(Integer holder, Operation operation) {
    boolean refused = isRefused(operation);
    if (isAcquire(operation)) {
      if (refused) {
        return holder.equals(FREE) ? null : holder;
      }
      return holder.equals(FREE) ? Integer.valueOf(operation.process()) : null;
    }
    boolean owns = holder == operation.process();
    if (refused) {
      return owns ? null : holder;
    }
    return owns ? FREE : null;
  }

  @Override
  public @Nullable String defect(Operation operation) {
    return SIGNATURE.defect(operation);
  }

  @Override
  public String describe(Integer holder) {
    return holder.equals(FREE) ? "free" : "held by process " + holder;
  }
}
