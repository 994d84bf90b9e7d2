// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.testkit;

import java.util.concurrent.locks.Condition;

/** Locks that break the contract of their conditions, each in one way. */
@SuppressWarnings("WaitNotInLoop") // the loop is the test's
final class BrokenConditions {
  private BrokenConditions() {}

  @Fails({
    "awaitReleasesAndReacquires",
    "eachSignalWakesOne",
    "interruptedAwaitThrowsWithTheLock",
    "awaitsUninterruptibly",
    "awaitReleasesAllHolds"
  })
  static final class SignalsNobody extends Sound implements ReentrantConditionContract {
    @Override
    Condition broken(Condition condition) {
      return new ForwardingCondition(condition) {
        @Override
        public void signal() {
          if (!lock.isHeldByCurrentThread()) {
            throw new IllegalMonitorStateException();
          }
        }
      };
    }
  }

  @Fails("signalAllWakesAll")
  static final class SignalsOneForAll extends Sound implements ConditionContract {
    @Override
    Condition broken(Condition condition) {
      return new ForwardingCondition(condition) {
        @Override
        public void signalAll() {
          condition.signal();
        }
      };
    }
  }

  @Fails("refusesWhoHasNotTheLock")
  static final class LetsAnybodySignal extends Sound implements ConditionContract {
    @Override
    Condition broken(Condition condition) {
      return new ForwardingCondition(condition) {
        @Override
        public void signal() {
          if (lock.isHeldByCurrentThread()) {
            condition.signal();
          }
        }
      };
    }
  }

  @Fails({"interruptedAwaitThrowsWithTheLock", "interruptedThreadDoesNotAwait"})
  static final class AwaitsThoughInterrupted extends Sound implements ConditionContract {
    @Override
    Condition broken(Condition condition) {
      return new ForwardingCondition(condition) {
        @Override
        public void await() {
          condition.awaitUninterruptibly();
        }
      };
    }
  }

  @Fails("awaitsUninterruptibly")
  static final class ForgetsInterruptOfAwait extends Sound implements ConditionContract {
    @Override
    Condition broken(Condition condition) {
      return new ForwardingCondition(condition) {
        @Override
        public void awaitUninterruptibly() {
          condition.awaitUninterruptibly();
          Thread.interrupted();
        }
      };
    }
  }

  @Fails("awaitsForATime")
  static final class ReturnsWithoutTime extends Sound implements ConditionContract {
    @Override
    Condition broken(Condition condition) {
      return new ForwardingCondition(condition) {
        @Override
        public long awaitNanos(long nanos) throws InterruptedException {
          return Math.min(0, condition.awaitNanos(0));
        }
      };
    }
  }

  @Fails("awaitReleasesAllHolds")
  static final class ForgetsHolds extends Sound implements ReentrantConditionContract {
    @Override
    Condition broken(Condition condition) {
      return new ForwardingCondition(condition) {
        @Override
        public void await() throws InterruptedException {
          condition.await();
          while (lock.getHoldCount() > 1) {
            lock.unlock();
          }
        }
      };
    }
  }
}
