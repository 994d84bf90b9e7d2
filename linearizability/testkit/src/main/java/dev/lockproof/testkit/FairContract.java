// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of a lock that serves its waiters in the order in which they came. */
public interface FairContract extends MutexContract {
  /** Waiters enter in the order in which they began to wait. */
  @Test
  default void admitsInOrderOfArrival() throws InterruptedException {
    List<Integer> entered = new ArrayList<>();
    List<Waiter<?>> waiters = new ArrayList<>();
    lock();
    for (int i = 0; i < 8; i++) {
      int number = i;
      waiters.add(
          Waiter.start(
                  () -> {
                    lock();
                    entered.add(number);
                    unlock();
                  })
              .awaitWaiting(this::isWaiting));
    }
    unlock();
    for (Waiter<?> waiter : waiters) {
      waiter.join();
    }
    assertEquals(IntStream.range(0, 8).boxed().toList(), entered);
  }

  /** Who comes back after a passage is served after those who waited meanwhile. */
  @Test
  default void admitsNobodyTwiceWhileOthersWait() throws InterruptedException {
    List<String> entered = new ArrayList<>();
    lock();
    List<Waiter<?>> waiters = new ArrayList<>();
    for (String name : List.of("first", "second")) {
      waiters.add(
          Waiter.start(
                  () -> {
                    for (int passage = 0; passage < 2; passage++) {
                      lock();
                      entered.add(name);
                      unlock();
                    }
                  })
              .awaitWaiting(this::isWaiting));
    }
    unlock();
    for (Waiter<?> waiter : waiters) {
      waiter.join();
    }
    assertEquals(List.of("first", "second"), entered.subList(0, 2));
  }
}
