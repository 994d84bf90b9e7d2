// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import org.junit.jupiter.api.Tag;

@Tag("tas.exclusion")
@Tag("tas.visibility")
@Tag("tas.progress")
class TasLockTest extends LocalLockTest {
  private final TasLock lock = new TasLock();

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
