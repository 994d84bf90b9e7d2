// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.testkit;

import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import org.junit.jupiter.api.Nested;

/** The JDK's locks keep the contracts that they claim. */
class JdkLocksTest {
  @Nested
  class OfReentrantLock implements ReentrantConditionContract, OwnershipContract {
    private final Lock lock = new ReentrantLock();

    @Override
    public Lock subject() {
      return lock;
    }
  }

  @Nested
  class OfFairReentrantLock implements ReentrantConditionContract, OwnershipContract, FairContract {
    private final Lock lock = new ReentrantLock(true);

    @Override
    public Lock subject() {
      return lock;
    }
  }

  @Nested
  class OfWriteLock implements ReentrantConditionContract, OwnershipContract {
    private final Lock lock = new ReentrantReadWriteLock().writeLock();

    @Override
    public Lock subject() {
      return lock;
    }
  }

  @Nested
  class OfStampedLock implements LockContract, NonReentrantContract {
    private final Lock lock = new StampedLock().asWriteLock();

    @Override
    public Lock subject() {
      return lock;
    }
  }

  @Nested
  class OfSemaphore implements SemaphoreContract {
    private final Semaphore semaphore = new Semaphore(permits());

    @Override
    public void acquire() throws InterruptedException {
      semaphore.acquire();
    }

    @Override
    public boolean tryAcquire() {
      return semaphore.tryAcquire();
    }

    @Override
    public void release() {
      semaphore.release();
    }

    @Override
    public int permits() {
      return 2;
    }
  }
}
