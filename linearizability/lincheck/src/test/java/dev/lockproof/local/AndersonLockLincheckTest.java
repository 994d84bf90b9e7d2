// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import dev.lockproof.lincheck.LockLincheckTest;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;

/**
 * Claims anderson.exclusion, anderson.visibility, anderson.progress: a counter under the lock is
 * linearizable.
 *
 * <p>It starts near the greatest number, so that the numbers wrap; in this package to say so.
 */
@Tag("anderson.exclusion")
@Tag("anderson.visibility")
@Tag("anderson.progress")
@NullMarked
public class AndersonLockLincheckTest extends LockLincheckTest {
  private final AndersonLock lock = new AndersonLock(Integer.MAX_VALUE - 2);

  @Override
  protected void lock() {
    lock.lock();
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
