// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import static dev.lockproof.local.Waiters.startParked;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of a lock of this package that serves in the order of arrival. */
abstract class FairLockTest extends LocalLockTest {
  /** Claim order: waiters enter in the order in which they enqueued. */
  @Test
  void admitsInOrderOfArrival() throws InterruptedException {
    List<Integer> entered = new ArrayList<>();
    List<Thread> waiters = new ArrayList<>();
    lock();
    for (int i = 0; i < 8; i++) {
      int number = i;
      waiters.add(
          startParked(
              () -> {
                lock();
                entered.add(number);
                unlock();
              }));
    }
    unlock();
    for (Thread waiter : waiters) {
      waiter.join();
    }
    assertThat(entered).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
  }
}
