// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.testkit;

import static dev.lockproof.testkit.Waiter.elsewhere;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The contract of a lock that only its holder can release: others are refused. */
public interface OwnershipContract extends MutexContract {
  /** A thread that does not have the lock cannot release it, and it is held on. */
  @Test
  default void refusesUnlockByStranger() throws InterruptedException {
    lock();
    Waiter.start(() -> assertThrows(IllegalMonitorStateException.class, this::unlock)).join();
    assertFalse(elsewhere(this::tryLock), "tryLock after a stranger's unlock");
    unlock();
  }

  /** Unlock without lock is refused, before and after it was held. */
  @Test
  default void refusesUnlockWithoutLock() {
    assertThrows(IllegalMonitorStateException.class, this::unlock);
    lock();
    unlock();
    assertThrows(IllegalMonitorStateException.class, this::unlock);
    assertTrue(tryLock(), "tryLock after a second unlock");
  }
}
