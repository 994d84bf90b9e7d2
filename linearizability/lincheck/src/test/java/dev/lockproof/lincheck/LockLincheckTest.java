// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import org.jetbrains.lincheck.datastructures.Operation;

/**
 * The Lincheck test of a lock: a counter under it is linearizable.
 *
 * <p>A subclass names the lock, and its claims by {@code Tag}.
 */
public abstract class LockLincheckTest extends LincheckTest {
  /** What no order explains: the holder's unlock was refused, as another took its place. */
  private static final int DISPLACED = -1;

  private int count;

  /** Acquires the lock that is tested. */
  protected abstract void lock();

  /** Tries to acquire it. */
  protected abstract boolean tryLock();

  /** Releases it. */
  protected abstract void unlock();

  /** Counts after waiting for the lock. */
  @Operation(blocking = true)
  public final int lockAndCount() {
    lock();
    return countAndUnlock();
  }

  /** Counts without waiting where that is possible, so that every order has the same results. */
  @Operation(blocking = true)
  public final int tryLockAndCount() {
    if (!tryLock()) {
      lock();
    }
    return countAndUnlock();
  }

  /** Counts under the lock, and releases it. */
  protected final int countAndUnlock() {
    int mine = ++count;
    try {
      unlock();
    } catch (IllegalMonitorStateException e) {
      return DISPLACED;
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
  }
}
