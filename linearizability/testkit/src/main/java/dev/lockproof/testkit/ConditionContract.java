// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.testkit;

import static dev.lockproof.testkit.Waiter.elsewhere;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import org.junit.jupiter.api.Test;

/**
 * The contract of the conditions of a {@link java.util.concurrent.locks.Lock}. As they may wake up
 * for no reason, waiters ask for tokens, in a loop.
 */
public interface ConditionContract extends LockContract {
  /** Waiting releases the lock, and a waiter that was signalled has it again. */
  @Test
  default void awaitReleasesAndReacquires() throws InterruptedException {
    Condition condition = subject().newCondition();
    int[] tokens = {0};
    Waiter<?> waiter = taker(condition, tokens);
    lock();
    assertEquals(0, tokens[0], "tokens, seen by who has the lock while another waits");
    tokens[0]++;
    condition.signal();
    assertEquals(1, tokens[0], "tokens, after a signal by who still has the lock");
    unlock();
    waiter.join();
    assertEquals(0, tokens[0], "tokens, after the waiter took one");
    assertTrue(tryLock(), "tryLock after the waiter unlocked");
  }

  /** As many signals as there are waiters wake all of them. */
  @Test
  default void eachSignalWakesOne() throws InterruptedException {
    Condition condition = subject().newCondition();
    int[] tokens = {0};
    List<Waiter<?>> waiters = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      waiters.add(taker(condition, tokens));
    }
    for (int i = 0; i < waiters.size(); i++) {
      lock();
      tokens[0]++;
      condition.signal();
      unlock();
    }
    for (Waiter<?> waiter : waiters) {
      waiter.join();
    }
    assertEquals(0, tokens[0], "tokens left");
  }

  /** One signalAll wakes all. */
  @Test
  default void signalAllWakesAll() throws InterruptedException {
    Condition condition = subject().newCondition();
    int[] tokens = {0};
    List<Waiter<?>> waiters = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      waiters.add(taker(condition, tokens));
    }
    lock();
    tokens[0] = waiters.size();
    condition.signalAll();
    unlock();
    for (Waiter<?> waiter : waiters) {
      waiter.join();
    }
    assertEquals(0, tokens[0], "tokens left");
  }

  /** Without the lock nothing can be done with its condition. */
  @Test
  @SuppressWarnings({"WaitNotInLoop", "JavaUtilDate"}) // none of them is to wait
  default void refusesWhoHasNotTheLock() {
    Condition condition = subject().newCondition();
    Class<IllegalMonitorStateException> refused = IllegalMonitorStateException.class;
    assertThrows(refused, condition::await, "await");
    assertThrows(refused, condition::awaitUninterruptibly, "awaitUninterruptibly");
    assertThrows(refused, () -> condition.awaitNanos(1), "awaitNanos");
    assertThrows(refused, () -> condition.await(1, TimeUnit.NANOSECONDS), "await in time");
    assertThrows(refused, () -> condition.awaitUntil(new Date(0)), "awaitUntil");
    assertThrows(refused, condition::signal, "signal");
    assertThrows(refused, condition::signalAll, "signalAll");
    assertTrue(tryLock(), "tryLock after all was refused");
  }

  /** A waiter that is interrupted throws, its status cleared, and has the lock again. */
  @Test
  default void interruptedAwaitThrowsWithTheLock() throws InterruptedException {
    Condition condition = subject().newCondition();
    int[] tokens = {0};
    Waiter<Boolean> leaving =
        Waiter.start(
                () -> {
                  lock();
                  assertThrows(InterruptedException.class, () -> take(condition, tokens));
                  boolean interrupted = Thread.currentThread().isInterrupted();
                  boolean free = elsewhere(this::tryLock);
                  unlock();
                  return interrupted || free;
                })
            .awaitWaiting(this::isWaiting);
    Waiter<?> staying = taker(condition, tokens);
    leaving.interrupt();
    assertFalse(leaving.join(), "interrupted, or without the lock");
    lock();
    tokens[0]++;
    condition.signal();
    unlock();
    staying.join();
  }

  /** A thread that was interrupted before does not wait, and keeps the lock. */
  @Test
  @SuppressWarnings("WaitNotInLoop") // none of them is to wait
  default void interruptedThreadDoesNotAwait() throws InterruptedException {
    Condition condition = subject().newCondition();
    lock();
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, condition::await, "await");
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> condition.awaitNanos(1), "awaitNanos");
    assertFalse(Thread.interrupted(), "interrupted after InterruptedException");
    assertFalse(elsewhere(this::tryLock), "tryLock while it is held");
    unlock();
  }

  /** A waiter that must not be interrupted waits on, and keeps its status. */
  @Test
  default void awaitsUninterruptibly() throws InterruptedException {
    Condition condition = subject().newCondition();
    int[] tokens = {0};
    Waiter<Boolean> waiter =
        Waiter.start(
                () -> {
                  lock();
                  while (tokens[0] == 0) {
                    condition.awaitUninterruptibly();
                  }
                  unlock();
                  return Thread.interrupted();
                })
            .awaitWaiting(this::isWaiting);
    waiter.interrupt();
    waiter.awaitWaiting(this::isWaiting);
    lock();
    tokens[0]++;
    condition.signal();
    unlock();
    assertTrue(waiter.join(), "interrupted after it was woken");
  }

  /** Whoever waits for a time has the lock again when it is over, and not before. */
  @Test
  @SuppressWarnings({"WaitNotInLoop", "JavaUtilDate"}) // the last three are not to wait
  default void awaitsForATime() throws InterruptedException {
    Condition condition = subject().newCondition();
    lock();
    long start = System.nanoTime();
    long left = TimeUnit.MILLISECONDS.toNanos(100);
    while (left > 0) {
      left = condition.awaitNanos(left);
    }
    long waited = System.nanoTime() - start;
    assertTrue(waited >= TimeUnit.MILLISECONDS.toNanos(100), () -> "waited " + waited + " ns");
    assertTrue(condition.awaitNanos(Long.MIN_VALUE) <= 0, "awaitNanos without time");
    assertFalse(condition.await(0, TimeUnit.DAYS), "await without time");
    assertFalse(condition.awaitUntil(Date.from(Instant.EPOCH)), "awaitUntil a date in the past");
    assertFalse(elsewhere(this::tryLock), "tryLock while it is held");
    unlock();
  }

  private Waiter<?> taker(Condition condition, int[] tokens) throws InterruptedException {
    return Waiter.start(
            () -> {
              lock();
              take(condition, tokens);
              unlock();
            })
        .awaitWaiting(this::isWaiting);
  }

  private static void take(Condition condition, int[] tokens) throws InterruptedException {
    while (tokens[0] == 0) {
      condition.await();
    }
    tokens[0]--;
  }
}
