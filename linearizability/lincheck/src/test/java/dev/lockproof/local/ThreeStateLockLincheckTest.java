// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import dev.lockproof.lincheck.LockLincheckTest;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;

/**
 * Claims three-state.exclusion, three-state.visibility, three-state.progress: a counter under the
 * lock is linearizable.
 *
 * <p>Who waits queues at once, as Lincheck leaves a spinning loop before its end; in this package
 * because that is private to it.
 */
@Tag("three-state.exclusion")
@Tag("three-state.visibility")
@Tag("three-state.progress")
@NullMarked
public class ThreeStateLockLincheckTest extends LockLincheckTest {
  private final ThreeStateLock lock = new ThreeStateLock();

  @Override
  protected void lock() {
    lock.lockQueued();
  }

  @Override
  protected boolean tryLock() {
    return lock.tryLock();
  }

  @Override
  protected void unlock() {
    lock.unlock();
  }
}
