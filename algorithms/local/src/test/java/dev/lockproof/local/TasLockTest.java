// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import org.junit.jupiter.api.Tag;

@Tag("tas.exclusion")
@Tag("tas.visibility")
@Tag("tas.progress")
class TasLockTest extends LocalLockTest {
  private final TasLock lock = new TasLock();

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
