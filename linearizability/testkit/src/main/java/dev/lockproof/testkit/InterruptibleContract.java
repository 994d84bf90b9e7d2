// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.testkit;

import static dev.lockproof.testkit.Waiter.elsewhere;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of a lock whose waiters give up when they are interrupted. */
public interface InterruptibleContract extends MutexContract {
  /**
   * Acquires the lock.
   *
   * @throws InterruptedException if the thread was interrupted before, or is while it waits; its
   *     status is cleared then
   */
  void lockInterruptibly() throws InterruptedException;

  /** Whoever is not interrupted gets the lock, at once or after others. */
  @Test
  default void isAcquiredInterruptibly() throws InterruptedException {
    lockInterruptibly();
    assertFalse(elsewhere(this::tryLock), "tryLock while it is held");
    Waiter<?> waiter = Waiter.start(this::lockInterruptibly).awaitWaiting(this::isWaiting);
    unlock();
    waiter.join();
    assertFalse(tryLock(), "tryLock after the waiter entered");
  }

  /** A waiter that is interrupted throws, its status cleared; the lock is as if it had not come. */
  @Test
  default void interruptedWaiterGivesUp() throws InterruptedException {
    lock();
    Waiter<Boolean> waiter = waiterThatIsToGiveUp();
    waiter.interrupt();
    assertFalse(waiter.join(), "interrupted after InterruptedException");
    unlock();
    assertTrue(tryLock(), "tryLock after the waiter gave up");
  }

  /** A thread that was interrupted before gets nothing, even if the lock is free. */
  @Test
  default void interruptedThreadGetsNothing() throws InterruptedException {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, this::lockInterruptibly);
    assertFalse(Thread.interrupted(), "interrupted after InterruptedException");
    assertTrue(elsewhere(this::tryLock), "tryLock after nobody got it");
  }

  /** Those who wait behind some that give up still enter. */
  @Test
  default void othersEnterPastThoseThatGaveUp() throws InterruptedException {
    lock();
    List<Waiter<Boolean>> leaving = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      leaving.add(waiterThatIsToGiveUp());
    }
    Waiter<?> next = Waiter.start(this::passInterruptibly).awaitWaiting(this::isWaiting);
    leaving.add(waiterThatIsToGiveUp());
    Waiter<?> last = Waiter.start(this::pass).awaitWaiting(this::isWaiting);
    for (int i : List.of(1, 0, 3, 2)) {
      leaving.get(i).interrupt();
      assertFalse(leaving.get(i).join(), "interrupted after InterruptedException");
    }
    assertFalse(elsewhere(this::tryLock), "tryLock while it is held");
    unlock();
    assertEquals(List.of(true, true), List.of(next.join(), last.join()));
    assertTrue(tryLock(), "tryLock after all have left");
  }

  private Waiter<Boolean> waiterThatIsToGiveUp() throws InterruptedException {
    return Waiter.start(
            () -> {
              assertThrows(InterruptedException.class, this::lockInterruptibly);
              return Thread.currentThread().isInterrupted();
            })
        .awaitWaiting(this::isWaiting);
  }

  private void passInterruptibly() throws InterruptedException {
    lockInterruptibly();
    unlock();
  }

  private void pass() {
    lock();
    unlock();
  }
}
