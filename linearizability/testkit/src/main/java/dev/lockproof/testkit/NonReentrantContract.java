// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.testkit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The contract of a lock that its holder does not get again. */
public interface NonReentrantContract extends MutexContract {
  /** The holder's tryLock fails, however it became the holder, and one unlock frees the lock. */
  @Test
  default void refusesHolder() {
    assertTrue(tryLock(), "tryLock while it is free");
    assertFalse(tryLock(), "tryLock by the holder, after tryLock");
    unlock();
    lock();
    assertFalse(tryLock(), "tryLock by the holder, after lock");
    unlock();
    assertTrue(tryLock(), "tryLock after unlock");
  }
}
