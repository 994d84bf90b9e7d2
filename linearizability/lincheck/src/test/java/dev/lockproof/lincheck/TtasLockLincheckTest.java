// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import dev.lockproof.local.TtasLock;
import org.junit.jupiter.api.Tag;

/**
 * Claims ttas.exclusion, ttas.visibility, ttas.progress: a counter under the lock is linearizable.
 */
@Tag("ttas.exclusion")
@Tag("ttas.visibility")
@Tag("ttas.progress")
public class TtasLockLincheckTest extends LockLincheckTest {
  private final TtasLock lock = new TtasLock();

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
