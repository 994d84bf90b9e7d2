// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import static dev.lockproof.local.Waiters.startParked;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("reciprocating.exclusion")
@Tag("reciprocating.visibility")
@Tag("reciprocating.order")
@Tag("reciprocating.progress")
class ReciprocatingLockTest extends LocalLockTest {
  private final ReciprocatingLock lock = new ReciprocatingLock();

  @Override
  public void lock() {
    lock.lock();
  }

  @Override
  public boolean tryLock() {
    return lock.tryLock();
  }

  @Override
  public void unlock() {
    lock.unlock();
  }

  /**
   * Claim order: waiters enter in reverse order of arrival, and one that comes again while others
   * of its batch wait does not overtake them twice.
   */
  @Test
  void admitsBatchInReverseAndNobodyTwice() throws InterruptedException {
    List<Integer> entered = new ArrayList<>();
    List<Thread> waiters = new ArrayList<>();
    lock();
    for (int i = 0; i < 8; i++) {
      int number = i;
      waiters.add(
          startParked(
              () -> {
                for (int passage = 0; passage < 2; passage++) {
                  lock();
                  entered.add(number);
                  unlock();
                }
              }));
    }
    unlock();
    for (Thread waiter : waiters) {
      waiter.join();
    }
    assertThat(entered).hasSize(16).startsWith(7, 6, 5, 4, 3, 2, 1, 0);
  }
}
