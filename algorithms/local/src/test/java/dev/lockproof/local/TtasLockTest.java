// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import org.junit.jupiter.api.Tag;

@Tag("ttas.exclusion")
@Tag("ttas.visibility")
@Tag("ttas.progress")
class TtasLockTest extends LocalLockTest {
  private final TtasLock lock = new TtasLock();

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
