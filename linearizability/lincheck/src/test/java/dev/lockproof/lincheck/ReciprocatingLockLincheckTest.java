// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import dev.lockproof.local.ReciprocatingLock;
import org.junit.jupiter.api.Tag;

/**
 * The exclusion, visibility and progress of {@link ReciprocatingLock}: a counter under it is
 * linearizable.
 */
@Tag("reciprocating.exclusion")
@Tag("reciprocating.visibility")
@Tag("reciprocating.progress")
public class ReciprocatingLockLincheckTest extends LockLincheckTest {
  private final ReciprocatingLock lock = new ReciprocatingLock();

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
