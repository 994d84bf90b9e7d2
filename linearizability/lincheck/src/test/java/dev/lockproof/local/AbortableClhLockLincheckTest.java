// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import dev.lockproof.lincheck.LincheckTest;
import java.util.concurrent.TimeUnit;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;

/**
 * The exclusion, visibility, progress and abort of {@link AbortableClhLock}: a counter under it is
 * linearizable, also if some give up and come again.
 *
 * <p>In this package because the clock is private to it: here it goes on by one whenever somebody
 * looks at it, so that a waiter gives up soon.
 */
@Tag("abortable-clh.exclusion")
@Tag("abortable-clh.visibility")
@Tag("abortable-clh.progress")
@Tag("abortable-clh.abort")
@NullMarked
public class AbortableClhLockLincheckTest extends LincheckTest {
  private long now;
  private final AbortableClhLock lock = new AbortableClhLock(() -> now++);
  private int count;

  /** Counts after waiting for the lock. */
  @Operation(blocking = true)
  public int lockAndCount() {
    lock.lock();
    return countAndUnlock();
  }

  /** Counts without waiting where that is possible, so that every order has the same results. */
  @Operation(blocking = true)
  public int tryLockAndCount() {
    if (!lock.tryLock()) {
      lock.lock();
    }
    return countAndUnlock();
  }

  /** Counts after a short wait or, if that was in vain, after a long one. */
  @Operation(blocking = true)
  public int giveUpAndCount() throws InterruptedException {
    if (!lock.tryLock(1, TimeUnit.NANOSECONDS)) {
      lock.lock();
    }
    return countAndUnlock();
  }

  private int countAndUnlock() {
    int mine = ++count;
    try {
      lock.unlock();
    } catch (IllegalMonitorStateException e) {
      return -1; // what no order explains: another took its place
    }
    return mine;
  }

  /** A counter without threads. */
  public static class Sequential {
    private int count;

    /** Counts. */
    public int lockAndCount() {
      return ++count;
    }

    /** Counts. */
    public int tryLockAndCount() {
      return ++count;
    }

    /** Counts. */
    public int giveUpAndCount() {
      return ++count;
    }
  }
}
