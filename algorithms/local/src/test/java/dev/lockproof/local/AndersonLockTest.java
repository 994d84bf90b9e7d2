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
  void lock() {
    lock.lock();
  }

  @Override
  boolean tryLock() {
    return lock.tryLock();
  }

  @Override
  void unlock() {
    lock.unlock();
  }
}
