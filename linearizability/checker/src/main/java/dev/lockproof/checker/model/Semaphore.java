// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.model;

import static dev.lockproof.checker.model.Operand.DONE;
import static dev.lockproof.checker.model.Operand.INTEGER_OR_NONE;

import dev.lockproof.checker.history.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A semaphore: {@code acquire} and {@code tryAcquire} take permits, {@code release} gives them
 * back.
 *
 * <p>The input is the number of permits, null for one. {@code acquire} and {@code tryAcquire} give
 * true or null when they took them, false when there were not enough. Anybody may release, up to
 * the number of permits that there are. The state is the number of free permits.
 */
public final class Semaphore implements Model<Long> {
  private static final Signature SIGNATURE =
      new Signature()
          .with("acquire", INTEGER_OR_NONE, DONE)
          .with("tryAcquire", INTEGER_OR_NONE, DONE)
          .with("release", INTEGER_OR_NONE, DONE);

  private final long permits;

  /** Creates the model of a semaphore with so many permits, all free. */
  public Semaphore(int permits) {
    this.permits = permits;
  }

  @Override
  public Long init() {
    return permits;
  }

  @Override
  public @Nullable Long step(Long free, Operation operation) {
    long wanted = operation.input() instanceof Long number ? number : 1;
    long after = operation.f().equals("release") ? free + wanted : free - wanted;
    boolean possible = after >= 0 && after <= permits;
    if (OwnerMutex.isRefused(operation)) {
      return possible ? null : free;
    }
    return possible ? Long.valueOf(after) : null;
  }

  @Override
  public @Nullable String defect(Operation operation) {
    boolean negative = operation.input() instanceof Long number && number < 0;
    return negative ? "a number of permits is not negative" : SIGNATURE.defect(operation);
  }

  @Override
  public boolean isReadOnly(Operation operation) {
    return OwnerMutex.isRefused(operation);
  }

  @Override
  public String describe(Long free) {
    return "left with " + free + " permits";
  }
}
