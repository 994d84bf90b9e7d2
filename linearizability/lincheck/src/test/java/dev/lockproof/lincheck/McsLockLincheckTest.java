// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import dev.lockproof.local.McsLock;
import org.junit.jupiter.api.Tag;

/**
 * The exclusion, visibility and progress of {@link McsLock}: a counter under it is linearizable.
 */
@Tag("mcs.exclusion")
@Tag("mcs.visibility")
@Tag("mcs.progress")
public class McsLockLincheckTest extends LockLincheckTest {
  private final McsLock lock = new McsLock();

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
