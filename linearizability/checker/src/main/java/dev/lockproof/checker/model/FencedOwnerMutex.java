// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.model;

import static dev.lockproof.checker.model.Operand.DONE;
import static dev.lockproof.checker.model.Operand.INTEGER_OR_NONE;
import static dev.lockproof.checker.model.Operand.NONE;

import dev.lockproof.checker.history.Operation;
import org.jspecify.annotations.Nullable;

/**
 * An {@link OwnerMutex} with fencing tokens: it is held until it is released, and does not expire.
 *
 * <p>{@code acquire} gives the token, or null for a miss; each token is greater than those before,
 * and a holder that acquires again gets the token that it has. {@code release} gives false when it
 * was refused because the caller did not hold the lock.
 */
public final class FencedOwnerMutex implements Model<FencedOwnerMutex.State> {
  private static final Signature SIGNATURE =
      new Signature().with("acquire", NONE, INTEGER_OR_NONE).with("release", NONE, DONE);

  private final int limit;

  /** Creates the model of a lock that its holder may hold so many times. */
  public FencedOwnerMutex(int limit) {
    this.limit = limit;
  }

  @Override
  public State init() {
    return new State(-1, 0, Long.MIN_VALUE);
  }

  @Override
  public @Nullable State step(State state, Operation operation) {
    boolean owns = state.holds > 0 && state.holder == operation.process();
    if (operation.f().equals("release")) {
      if (OwnerMutex.isRefused(operation)) {
        return owns ? null : state;
      }
      return owns ? state.with(operation.process(), state.holds - 1) : null;
    }
    boolean possible = state.holds == 0 || (owns && state.holds < limit);
    if (operation.isInfo()) {
      return possible ? state.with(operation.process(), state.holds + 1) : null;
    }
    if (!(operation.output() instanceof Long token)) {
      return possible ? null : state;
    }
    boolean right = owns ? token == state.token : token > state.token;
    return possible && right ? new State(operation.process(), state.holds + 1, token) : null;
  }

  @Override
  public @Nullable String defect(Operation operation) {
    return SIGNATURE.defect(operation);
  }

  @Override
  public boolean isReadOnly(Operation operation) {
    return OwnerMutex.isRefused(operation)
        || (operation.f().equals("acquire") && operation.output() == null);
  }

  @Override
  public String describe(State state) {
    String last = state.token == Long.MIN_VALUE ? "" : ", the last token is " + state.token;
    return (state.holds == 0 ? "free" : "held by process " + state.holder) + last;
  }

  /** Who holds the lock, how many times, and the last known token. */
  public record State(int holder, int holds, long token) {
    State with(int newHolder, int newHolds) {
      return new State(newHolds == 0 ? -1 : newHolder, newHolds, token);
    }
  }
}
