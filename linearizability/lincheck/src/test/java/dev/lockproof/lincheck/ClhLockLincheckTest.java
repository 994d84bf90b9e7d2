// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import dev.lockproof.local.ClhLock;
import org.junit.jupiter.api.Tag;

/** Claims clh.exclusion, clh.visibility, clh.progress: a counter under the lock is linearizable. */
@Tag("clh.exclusion")
@Tag("clh.visibility")
@Tag("clh.progress")
public class ClhLockLincheckTest extends LockLincheckTest {
  private final ClhLock lock = new ClhLock();

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
