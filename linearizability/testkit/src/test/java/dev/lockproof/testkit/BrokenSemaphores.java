// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.testkit;

import java.util.concurrent.Semaphore;

/** Semaphores that break the contract, each in one way. */
final class BrokenSemaphores {
  private BrokenSemaphores() {}

  @Fails({
    "admitsNoMoreThanPermits",
    "historyIsLinearizable",
    "countsPermits",
    "releaseWakesWaiters",
    "interruptedWaiterTakesNothing",
    "interruptedThreadTakesNothing"
  })
  static final class HasOnePermitMore extends OfTwo {
    HasOnePermitMore() {
      semaphore.release();
    }
  }

  @Fails({"interruptedWaiterTakesNothing", "interruptedThreadTakesNothing"})
  static final class IgnoresInterrupts extends OfTwo {
    @Override
    public void acquire() {
      semaphore.acquireUninterruptibly();
    }
  }

  @Fails("interruptedThreadTakesNothing")
  static final class TakesThoughInterrupted extends OfTwo {
    @Override
    public void acquire() throws InterruptedException {
      if (Thread.currentThread().isInterrupted()) {
        semaphore.tryAcquire();
      }
      semaphore.acquire();
    }
  }

  /** A semaphore, to be broken. */
  abstract static class OfTwo implements SemaphoreContract {
    final Semaphore semaphore = new Semaphore(permits());

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
