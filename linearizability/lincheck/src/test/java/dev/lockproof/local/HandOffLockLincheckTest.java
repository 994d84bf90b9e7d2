// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import dev.lockproof.lincheck.LockLincheckTest;
import java.util.concurrent.TimeUnit;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;

/**
 * The exclusion, visibility, progress and abort of {@link HandOffLock}: a counter under it, which
 * its holder locks twice, is linearizable, also if some give up, and others unlock what they do not
 * hold.
 *
 * <p>In this package because the clocks are private to it: here the time goes on by one whenever
 * somebody looks at it, so that a waiter gives up soon.
 */
@Tag("hand-off.exclusion")
@Tag("hand-off.visibility")
@Tag("hand-off.progress")
@Tag("hand-off.abort")
@NullMarked
@SuppressWarnings("LockNotBeforeTry") // other operations of this class unlock
public class HandOffLockLincheckTest extends LockLincheckTest {
  private long now;
  private final HandOffLock lock = new HandOffLock(() -> now++, () -> 0);

  @Override
  protected void lock() {
    lock.lock();
    lock.lock();
  }

  @Override
  protected boolean tryLock() {
    if (!lock.tryLock()) {
      return false;
    }
    lock.lock();
    return true;
  }

  @Override
  protected void unlock() {
    lock.unlock();
    lock.unlock();
  }

  /** Counts after a short wait or, if that was in vain, after a long one. */
  @Operation(blocking = true)
  public int giveUpAndCount() throws InterruptedException {
    if (!lock.tryLock(1, TimeUnit.NANOSECONDS)) {
      lock.lock();
    }
    lock.lock();
    return countAndUnlock();
  }

  /** Unlocks what it does not hold; returns whether that was refused. */
  @Operation
  public boolean unlockUnheld() {
    try {
      lock.unlock();
      return false;
    } catch (IllegalMonitorStateException refused) {
      return true;
    }
  }

  /** A counter without threads. */
  public static class Sequential extends LockLincheckTest.Sequential {
    /** Counts. */
    public int giveUpAndCount() {
      return lockAndCount();
    }

    /** Is refused. */
    public boolean unlockUnheld() {
      return true;
    }
  }
}
