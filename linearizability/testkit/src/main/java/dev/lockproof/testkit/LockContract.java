// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.testkit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

/**
 * The contract of a {@link Lock}, but for its conditions: {@link ConditionContract} has those. Add
 * {@link ReentrantContract} or {@link NonReentrantContract}, and {@link OwnershipContract}, as the
 * lock says.
 */
public interface LockContract extends InterruptibleContract, TimedContract {
  /** Returns the lock that is tested, the same one in each call. */
  Lock subject();

  @Override
  default void lock() {
    subject().lock();
  }

  @Override
  default void lockInterruptibly() throws InterruptedException {
    subject().lockInterruptibly();
  }

  @Override
  default boolean tryLock() {
    return subject().tryLock();
  }

  @Override
  default boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
    return subject().tryLock(time, unit);
  }

  @Override
  default void unlock() {
    subject().unlock();
  }
}
