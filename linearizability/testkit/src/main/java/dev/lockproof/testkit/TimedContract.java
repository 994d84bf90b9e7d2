// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.testkit;

import static dev.lockproof.testkit.Waiter.elsewhere;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The contract of a lock whose waiters give up when their time is over, or interrupted. */
public interface TimedContract extends MutexContract {
  /**
   * Acquires the lock if it becomes free in time; returns whether it did. Without time it does not
   * wait.
   *
   * @throws InterruptedException if the thread was interrupted before, or is while it waits; its
   *     status is cleared then
   */
  boolean tryLock(long time, TimeUnit unit) throws InterruptedException;

  /** Without time, or less, an attempt is over at once: true if the lock is free. */
  @Test
  default void doesNotWaitWithoutTime() throws InterruptedException {
    for (long time : new long[] {0, -1, Long.MIN_VALUE}) {
      assertTrue(tryLock(time, TimeUnit.SECONDS), "while it is free, with time " + time);
      assertFalse(
          elsewhere(() -> tryLock(time, TimeUnit.SECONDS)), "while it is held, with time " + time);
      unlock();
    }
  }

  /** An attempt fails when its time is over, and not before; the lock is as if it had not come. */
  @Test
  default void givesUpWhenTimeIsOver() throws InterruptedException {
    lock();
    Waiter<Long> waiter =
        Waiter.start(
            () -> {
              long start = System.nanoTime();
              assertFalse(tryLock(100, TimeUnit.MILLISECONDS), "while it is held");
              return System.nanoTime() - start;
            });
    long waited = waiter.join();
    assertTrue(waited >= TimeUnit.MILLISECONDS.toNanos(100), () -> "waited " + waited + " ns");
    unlock();
    assertTrue(elsewhere(this::tryLock), "tryLock after the attempt was over");
  }

  /** However long an attempt may wait, it succeeds when the lock becomes free. */
  @Test
  default void waitsForTheLock() throws InterruptedException {
    for (TimeUnit unit : new TimeUnit[] {TimeUnit.NANOSECONDS, TimeUnit.DAYS}) {
      lock();
      Waiter<Boolean> waiter =
          Waiter.start(
                  () -> {
                    boolean locked = tryLock(Long.MAX_VALUE, unit);
                    if (locked) {
                      unlock();
                    }
                    return locked;
                  })
              .awaitWaiting(this::isWaiting);
      unlock();
      assertTrue(waiter.join(), "after unlock, with the greatest time in " + unit);
    }
  }

  /** A waiter that is interrupted throws, its status cleared; the lock is as if it had not come. */
  @Test
  default void interruptedTimedWaiterGivesUp() throws InterruptedException {
    lock();
    Waiter<Boolean> waiter =
        Waiter.start(
                () -> {
                  assertThrows(InterruptedException.class, () -> tryLock(1, TimeUnit.DAYS));
                  return Thread.currentThread().isInterrupted();
                })
            .awaitWaiting(this::isWaiting);
    waiter.interrupt();
    assertFalse(waiter.join(), "interrupted after InterruptedException");
    unlock();
    assertTrue(tryLock(), "tryLock after the waiter gave up");
  }

  /** A thread that was interrupted before gets nothing, even if the lock is free. */
  @Test
  default void interruptedThreadGetsNothingInTime() throws InterruptedException {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> tryLock(1, TimeUnit.DAYS));
    assertFalse(Thread.interrupted(), "interrupted after InterruptedException");
    assertTrue(elsewhere(this::tryLock), "tryLock after nobody got it");
  }

  /** Who waits behind one whose time is over still enters. */
  @Test
  default void othersEnterPastThoseWhoseTimeIsOver() throws InterruptedException {
    lock();
    Waiter<Boolean> leaving = Waiter.start(() -> tryLock(100, TimeUnit.MILLISECONDS));
    Waiter<?> last = Waiter.start(this::lock).awaitWaiting(this::isWaiting);
    assertFalse(leaving.join(), "while it is held");
    unlock();
    last.join();
    assertFalse(tryLock(), "tryLock after the last one entered");
  }
}
