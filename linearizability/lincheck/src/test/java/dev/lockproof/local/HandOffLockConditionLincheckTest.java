// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import dev.lockproof.lincheck.LincheckTest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;

/**
 * Claims hand-off.progress, hand-off.condition, hand-off.signal: who waits for the door to be
 * opened goes in, with the lock held as often as before, even if another gave up waiting at the
 * moment of the only signal.
 *
 * <p>In scenarios of its own, as a wait that nobody ends is no failure. The time goes on by one
 * whenever somebody looks at it: who waits for a time gives up at once.
 */
@Tag("hand-off.progress")
@Tag("hand-off.condition")
@Tag("hand-off.signal")
@NullMarked
@SuppressWarnings("LockNotBeforeTry") // an exception ends the whole interleaving
public class HandOffLockConditionLincheckTest extends LincheckTest {
  private long now;
  private final HandOffLock lock = new HandOffLock(() -> now++, () -> 0);
  private final Condition opened = lock.newCondition();
  private boolean open;

  @Override
  protected List<ExecutionScenario> scenarios() {
    return List.of(race("open", "goIn", "giveUp"), race("open", "goInUninterruptibly", "giveUp"));
  }

  /** Opens the door, and tells one that waits. */
  @Operation(blocking = true)
  public void open() {
    lock.lock();
    open = true;
    opened.signal();
    lock.unlock();
  }

  /** Goes in when the door is open; returns whether it held the lock twice then, and not more. */
  @Operation(blocking = true)
  public boolean goIn() throws InterruptedException {
    lock.lock();
    lock.lock();
    while (!open) {
      opened.await();
    }
    return unlockTwice();
  }

  /** Likewise. */
  @Operation(blocking = true)
  public boolean goInUninterruptibly() {
    lock.lock();
    lock.lock();
    while (!open) {
      opened.awaitUninterruptibly();
    }
    return unlockTwice();
  }

  /** Waits for a moment; who is told that the door is open, and does not go in, tells the next. */
  @Operation(blocking = true)
  @SuppressWarnings("WaitNotInLoop") // how the wait ended is what it asks
  public void giveUp() throws InterruptedException {
    lock.lock();
    if (!open && opened.await(1, TimeUnit.NANOSECONDS)) {
      opened.signal();
    }
    lock.unlock();
  }

  private boolean unlockTwice() {
    try {
      lock.unlock();
      lock.unlock();
    } catch (IllegalMonitorStateException e) {
      return false;
    }
    try {
      lock.unlock();
      return false;
    } catch (IllegalMonitorStateException e) {
      return true;
    }
  }

  /** A door without threads; who goes in finds it open, as it would wait until it is. */
  public static class Sequential {
    /** Opens it. */
    public void open() {}

    /** Goes in. */
    public boolean goIn() {
      return true;
    }

    /** Goes in. */
    public boolean goInUninterruptibly() {
      return true;
    }

    /** Gives up. */
    public void giveUp() {}
  }
}
