// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Locks that break a contract, each in one way. */
final class BrokenLocks {
  private BrokenLocks() {}

  @Fails({
    "admitsOneThreadAtATime",
    "historyIsLinearizable",
    "triesWithoutWaiting",
    "showsWritesOfFormerHolder",
    "wakesWaiter",
    "everyWaiterEnters",
    "interruptedWaiterEnters"
  })
  static final class LetsEverybodyIn implements MutexContract {
    @Override
    public void lock() {}

    @Override
    public boolean tryLock() {
      return true;
    }

    @Override
    public void unlock() {}
  }

  @Fails({
    "admitsOneThreadAtATime",
    "historyIsLinearizable",
    "wakesWaiter",
    "everyWaiterEnters",
    "interruptedWaiterEnters"
  })
  static final class ForgetsToWake extends Sound implements MutexContract {
    @Override
    public void lock() {
      while (!tryLock()) {
        LockSupport.park();
        Thread.interrupted(); // or this would try again and again
      }
    }
  }

  @Fails({"triesWithoutWaiting", "showsWritesOfFormerHolder", "wakesWaiter"})
  static final class WaitsWhereItTries extends Sound implements MutexContract {
    @Override
    public boolean tryLock() {
      lock();
      return true;
    }
  }

  @Fails("interruptedWaiterEnters")
  static final class ForgetsInterrupt extends Sound implements MutexContract {
    @Override
    public void lock() {
      super.lock();
      Thread.interrupted();
    }
  }

  @Fails({"refusesUnlockByStranger", "refusesUnlockWithoutLock"})
  static final class LetsAnybodyUnlock implements OwnershipContract {
    private final Semaphore free = new Semaphore(1);

    @Override
    public void lock() {
      free.acquireUninterruptibly();
    }

    @Override
    public boolean tryLock() {
      return free.tryAcquire();
    }

    @Override
    public void unlock() {
      if (free.availablePermits() == 0) {
        free.release();
      }
    }
  }

  @Fails("refusesHolder")
  static final class LetsHolderInAgain extends Sound implements NonReentrantContract {}

  @Fails({"isHeldAsOftenAsLocked", "waiterEntersAfterLastUnlock"})
  static final class ForgetsHowOften extends Sound implements ReentrantContract {
    @Override
    public void unlock() {
      while (lock.isHeldByCurrentThread()) {
        super.unlock();
      }
    }
  }

  @Fails({"admitsInOrderOfArrival", "admitsNobodyTwiceWhileOthersWait"})
  static final class ServesTheLastFirst implements FairContract {
    /** Guarded by this, as the rest. */
    private final Deque<Thread> waiters = new ArrayDeque<>();

    private boolean held;

    @Override
    public void lock() {
      boolean interrupted = false;
      synchronized (this) {
        if (!held) {
          held = true;
          return;
        }
        waiters.push(Thread.currentThread());
      }
      while (isQueued()) {
        LockSupport.park();
        interrupted |= Thread.interrupted();
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    private synchronized boolean isQueued() {
      return waiters.contains(Thread.currentThread());
    }

    @Override
    public synchronized boolean tryLock() {
      boolean free = !held;
      held = true;
      return free;
    }

    @Override
    public synchronized void unlock() {
      held = !waiters.isEmpty();
      if (held) {
        LockSupport.unpark(waiters.pop());
      }
    }
  }

  @Fails({
    "interruptedWaiterGivesUp",
    "interruptedThreadGetsNothing",
    "othersEnterPastThoseThatGaveUp"
  })
  static final class IgnoresInterrupts extends Sound implements InterruptibleContract {
    @Override
    public void lockInterruptibly() {
      lock();
    }
  }

  @Fails({
    "isAcquiredInterruptibly",
    "interruptedWaiterGivesUp",
    "interruptedThreadGetsNothing",
    "othersEnterPastThoseThatGaveUp"
  })
  static final class DoesNotWaitInterruptibly extends Sound implements InterruptibleContract {
    @Override
    public void lockInterruptibly() {
      tryLock();
    }
  }

  @Fails({
    "doesNotWaitWithoutTime",
    "givesUpWhenTimeIsOver",
    "interruptedTimedWaiterGivesUp",
    "interruptedThreadGetsNothingInTime",
    "othersEnterPastThoseWhoseTimeIsOver"
  })
  static final class WaitsWithoutEnd extends Sound implements TimedContract {
    @Override
    public boolean tryLock(long time, TimeUnit unit) {
      lock();
      return true;
    }
  }

  @Fails({
    "givesUpWhenTimeIsOver",
    "waitsForTheLock",
    "interruptedTimedWaiterGivesUp",
    "interruptedThreadGetsNothingInTime"
  })
  static final class DoesNotUseItsTime extends Sound implements TimedContract {
    @Override
    public boolean tryLock(long time, TimeUnit unit) {
      return tryLock();
    }
  }
}
