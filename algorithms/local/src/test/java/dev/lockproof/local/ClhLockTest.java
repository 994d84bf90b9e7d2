// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import org.junit.jupiter.api.Tag;

@Tag("clh.exclusion")
@Tag("clh.visibility")
@Tag("clh.order")
@Tag("clh.progress")
class ClhLockTest extends FairLockTest {
  private final ClhLock lock = new ClhLock();

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
