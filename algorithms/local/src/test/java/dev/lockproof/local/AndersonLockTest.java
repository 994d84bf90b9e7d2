// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import org.junit.jupiter.api.Tag;

/** Starts near the greatest number, so that the numbers wrap in every test. */
@Tag("anderson.exclusion")
@Tag("anderson.visibility")
@Tag("anderson.order")
@Tag("anderson.progress")
class AndersonLockTest extends FairLockTest {
  private final AndersonLock lock = new AndersonLock(Integer.MAX_VALUE - 2);

  @Override
  public void lock() {
    lock.lock();
  }

  @Override
  public boolean tryLock() {
    return lock.tryLock();
  }

  @Override
  public void unlock() {
    lock.unlock();
  }
}
