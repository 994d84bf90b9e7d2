// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import dev.lockproof.lincheck.LockLincheckTest;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;

/**
 * Claims ticket.exclusion, ticket.visibility, ticket.progress: a counter under the lock is
 * linearizable.
 *
 * <p>It starts near the greatest number, so that the numbers wrap; in this package to say so.
 */
@Tag("ticket.exclusion")
@Tag("ticket.visibility")
@Tag("ticket.progress")
@NullMarked
public class TicketLockLincheckTest extends LockLincheckTest {
  private final TicketLock lock = new TicketLock(Integer.MAX_VALUE - 2);

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
