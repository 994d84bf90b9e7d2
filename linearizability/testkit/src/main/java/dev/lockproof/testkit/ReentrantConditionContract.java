// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.testkit;

import static dev.lockproof.testkit.Waiter.elsewhere;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.locks.Condition;
import org.junit.jupiter.api.Test;

/** The contract of the conditions of a reentrant lock. */
public interface ReentrantConditionContract extends ConditionContract, ReentrantContract {
  /** Waiting releases the lock, however often it is held, and it is held as often after that. */
  @Test
  default void awaitReleasesAllHolds() throws InterruptedException {
    Condition condition = subject().newCondition();
    boolean[] signalled = {false};
    Waiter<Integer> waiter =
        Waiter.start(
                () -> {
                  int holds = 3;
                  for (int i = 0; i < holds; i++) {
                    lock();
                  }
                  while (!signalled[0]) {
                    condition.await();
                  }
                  int released = 0;
                  while (!elsewhere(() -> tryLock() && release())) {
                    unlock();
                    released++;
                  }
                  return released;
                })
            .awaitWaiting(this::isWaiting);
    lock();
    signalled[0] = true;
    condition.signal();
    unlock();
    assertEquals(3, waiter.join(), "unlocks until it was free");
    assertTrue(tryLock(), "tryLock after the waiter unlocked");
  }

  private boolean release() {
    unlock();
    return true;
  }
}
