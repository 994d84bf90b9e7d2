// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.model;

import static dev.lockproof.checker.model.Operand.DONE;
import static dev.lockproof.checker.model.Operand.INTEGER;
import static dev.lockproof.checker.model.Operand.NONE;

import dev.lockproof.checker.history.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A lease that expires: its time-to-live after the moment at which it was granted or renewed.
 *
 * <p>The store measures that by a clock of its own. With a drift d it may take from {@code 1 - d}
 * to {@code 1 + d} times as long by the clock of the history; without, it takes exactly as long.
 *
 * <p>{@code acquire} and {@code renew} take the time-to-live in nanoseconds; {@code release} takes
 * nothing. They give true or null when they succeeded. {@code acquire} gives false while a lease is
 * valid; {@code renew} and {@code release} give false when the caller's lease is not.
 */
public final class ExpiringLease implements Model<ExpiringLease.State> {
  private static final int NOBODY = -1;
  private static final Signature SIGNATURE =
      new Signature()
          .with("acquire", INTEGER, DONE)
          .with("renew", INTEGER, DONE)
          .with("release", NONE, DONE);

  private final Drift drift;

  /** Creates the model of a store whose clock runs as that of the history. */
  public ExpiringLease() {
    this(0);
  }

  /** Creates the model of a store with a drift of at most so many millionths. */
  public ExpiringLease(int driftPpm) {
    drift = new Drift(driftPpm);
  }

  @Override
  public State init() {
    return new State(NOBODY, Zone.start(1));
  }

  @Override
  public @Nullable State step(State state, Operation operation) {
    Zone now = state.zone.later(operation.callTime(), operation.retTime());
    if (now == null) {
      return null;
    }
    boolean acquires = operation.f().equals("acquire");
    boolean refused = OwnerMutex.isRefused(operation);
    boolean concerned = acquires ? state.holder != NOBODY : state.holder == operation.process();
    if (!concerned) {
      return acquires == refused ? null : next(state.holder, now, operation);
    }
    Zone part = acquires == refused ? now.pending(0) : now.passed(0);
    return part == null ? null : next(state.holder, part, operation);
  }

  /** Returns the state after an operation of which is known that it is possible. */
  private State next(int holder, Zone now, Operation operation) {
    if (OwnerMutex.isRefused(operation)) {
      return new State(holder, now);
    }
    if (operation.f().equals("release")) {
      return new State(NOBODY, now);
    }
    long timeToLive = operation.input() instanceof Long nanos ? nanos : 0;
    return new State(
        operation.process(), now.withDeadlineIn(0, drift.less(timeToLive), drift.more(timeToLive)));
  }

  @Override
  public @Nullable String defect(Operation operation) {
    return SIGNATURE.defect(operation);
  }

  @Override
  public String describe(State state) {
    return state.holder == NOBODY
        ? "free"
        : "leased by process %d until some time from %d to %d ns"
            .formatted(state.holder, state.zone.deadlineMin(0), state.zone.deadlineMax(0));
  }

  /** Who was granted the lease last and did not release it, and when it may expire. */
  public record State(int holder, Zone zone) {}
}
