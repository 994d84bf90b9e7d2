// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import dev.lockproof.local.ClhLock;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;

/** Claims clh.exclusion, clh.visibility, clh.progress: a counter under the lock is linearizable. */
@Tag("clh.exclusion")
@Tag("clh.visibility")
@Tag("clh.progress")
public class ClhLockLincheckTest extends LincheckTest {
  private final ClhLock lock = new ClhLock();
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

  private int countAndUnlock() {
    int mine = ++count;
    try {
      lock.unlock();
    } catch (IllegalMonitorStateException e) {
      // Two were inside: the counter shall tell it, not a symptom.
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
