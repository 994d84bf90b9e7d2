// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.model;

import static dev.lockproof.checker.model.Operand.DONE;
import static dev.lockproof.checker.model.Operand.NONE;

import dev.lockproof.checker.history.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A lock that anybody may unlock, as a binary semaphore: the state is whether it is held.
 *
 * <p>The operations are those of {@link OwnerMutex}; here an {@code unlock} is refused when the
 * lock is free.
 */
public final class Mutex implements Model<Boolean> {
  private static final Signature SIGNATURE =
      new Signature()
          .with("lock", NONE, DONE)
          .with("acquire", NONE, DONE)
          .with("tryLock", NONE, DONE)
          .with("unlock", NONE, DONE)
          .with("release", NONE, DONE);

  /** Creates the model. */
  public Mutex() {}

  @Override
  public Boolean init() {
    return false;
  }

  @Override
  public @Nullable Boolean step(Boolean held, Operation operation) {
    boolean acquires = OwnerMutex.isAcquire(operation);
    boolean possible = held != acquires;
    if (OwnerMutex.isRefused(operation)) {
      return possible ? null : held;
    }
    return possible ? Boolean.valueOf(acquires) : null;
  }

  @Override
  public @Nullable String defect(Operation operation) {
    return SIGNATURE.defect(operation);
  }

  @Override
  public boolean isReadOnly(Operation operation) {
    return OwnerMutex.isRefused(operation);
  }

  @Override
  public String describe(Boolean held) {
    return held ? "held" : "free";
  }
}
