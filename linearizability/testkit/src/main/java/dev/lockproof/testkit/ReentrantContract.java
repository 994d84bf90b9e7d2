// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.testkit;

import static dev.lockproof.testkit.Waiter.elsewhere;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The contract of a lock that its holder gets again, and has to release as often. */
public interface ReentrantContract extends MutexContract {
  /** The lock is free again after as many unlocks as there were locks, and no sooner. */
  @Test
  default void isHeldAsOftenAsLocked() throws InterruptedException {
    int times = 20;
    for (int i = 0; i < times; i++) {
      if (i % 2 == 0) {
        lock();
      } else {
        assertTrue(tryLock(), "tryLock by the holder");
      }
    }
    for (int i = 0; i < times; i++) {
      assertFalse(elsewhere(this::tryLock), "tryLock while it is still held");
      unlock();
    }
    assertTrue(elsewhere(this::tryLock), "tryLock after the last unlock");
  }

  /** A waiter enters after the last unlock. */
  @Test
  default void waiterEntersAfterLastUnlock() throws InterruptedException {
    lock();
    lock();
    Waiter<?> waiter = Waiter.start(this::lock).awaitWaiting(this::isWaiting);
    unlock();
    assertFalse(elsewhere(this::tryLock), "tryLock after the first of two unlocks");
    assertTrue(tryLock(), "tryLock by the holder, while another waits");
    unlock();
    unlock();
    waiter.join();
  }
}
