// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.testkit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** A reentrant lock, to be broken. */
abstract class Sound {
  @SuppressWarnings("serial")
  final ReentrantLock lock =
      new ReentrantLock() {
        @Override
        public Condition newCondition() {
          return broken(super.newCondition());
        }
      };

  Condition broken(Condition condition) {
    return condition;
  }

  public Lock subject() {
    return lock;
  }

  public void lock() {
    lock.lock();
  }

  public void lockInterruptibly() throws InterruptedException {
    lock.lockInterruptibly();
  }

  public boolean tryLock() {
    return lock.tryLock();
  }

  public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
    return lock.tryLock(time, unit);
  }

  public void unlock() {
    lock.unlock();
  }
}
