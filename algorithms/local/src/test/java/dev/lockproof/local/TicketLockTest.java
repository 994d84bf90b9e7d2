// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import org.junit.jupiter.api.Tag;

/** Starts near the greatest number, so that the numbers wrap in every test. */
@Tag("ticket.exclusion")
@Tag("ticket.visibility")
@Tag("ticket.order")
@Tag("ticket.progress")
class TicketLockTest extends FairLockTest {
  private final TicketLock lock = new TicketLock(Integer.MAX_VALUE - 2);

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
