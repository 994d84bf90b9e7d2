// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.model;

import static dev.lockproof.checker.model.Operand.DONE;
import static dev.lockproof.checker.model.Operand.NONE;

import dev.lockproof.checker.history.Operation;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lock that many processes may hold to read, or one to write; not reentrant.
 *
 * <p>The operations are {@code lockRead}, {@code tryLockRead}, {@code unlockRead}, and the same for
 * {@code Write}. They give true or null when they succeeded, false when they could not.
 */
public final class ReadWriteLock implements Model<ReadWriteLock.State> {
  private static final int NOBODY = -1;
  private static final Signature SIGNATURE =
      new Signature()
          .with("lockRead", NONE, DONE)
          .with("tryLockRead", NONE, DONE)
          .with("unlockRead", NONE, DONE)
          .with("lockWrite", NONE, DONE)
          .with("tryLockWrite", NONE, DONE)
          .with("unlockWrite", NONE, DONE);

  /** Creates the model. */
  public ReadWriteLock() {}

  @Override
  public State init() {
    return new State(Set.of(), NOBODY);
  }

  @Override
  public @Nullable State step(State state, Operation operation) {
    int process = operation.process();
    State next =
        switch (operation.f()) {
          case "lockRead", "tryLockRead" -> state.lockRead(process);
          case "unlockRead" -> state.unlockRead(process);
          case "lockWrite", "tryLockWrite" -> state.lockWrite(process);
          default -> state.writer == process ? new State(state.readers, NOBODY) : null;
        };
    if (OwnerMutex.isRefused(operation)) {
      return next == null ? state : null;
    }
    return next;
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
  public String describe(State state) {
    if (state.writer != NOBODY) {
      return "held by the writer " + state.writer;
    }
    return state.readers.isEmpty() ? "free" : "held by the readers " + state.readers;
  }

  /** Who holds the lock to read, and who to write. */
  public record State(Set<Integer> readers, int writer) {

    @Nullable State lockRead(int process) {
      return writer == NOBODY && !readers.contains(process) ? toggled(process) : null;
    }

    @Nullable State unlockRead(int process) {
      return readers.contains(process) ? toggled(process) : null;
    }

    @Nullable State lockWrite(int process) {
      return writer == NOBODY && readers.isEmpty() ? new State(readers, process) : null;
    }

    private State toggled(int process) {
      var next = new HashSet<>(readers);
      if (!next.remove(process)) {
        next.add(process);
      }
      return new State(next, writer);
    }
  }
}
