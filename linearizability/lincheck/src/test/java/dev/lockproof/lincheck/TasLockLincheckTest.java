// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import dev.lockproof.local.TasLock;
import org.junit.jupiter.api.Tag;

/** Claims tas.exclusion, tas.visibility, tas.progress: a counter under the lock is linearizable. */
@Tag("tas.exclusion")
@Tag("tas.visibility")
@Tag("tas.progress")
public class TasLockLincheckTest extends LockLincheckTest {
  private final TasLock lock = new TasLock();

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
