// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import org.junit.jupiter.api.Tag;

@Tag("mcs.exclusion")
@Tag("mcs.visibility")
@Tag("mcs.order")
@Tag("mcs.progress")
class McsLockTest extends FairLockTest {
  private final McsLock lock = new McsLock();

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
