// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import static dev.lockproof.local.Waiters.start;
import static dev.lockproof.local.Waiters.startParked;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("three-state.exclusion")
@Tag("three-state.visibility")
@Tag("three-state.progress")
class ThreeStateLockTest extends LocalLockTest {
  private final ThreeStateLock lock = new ThreeStateLock();

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

  /** Claim progress: each unlock wakes the waiter that queued first, and none is forgotten. */
  @Test
  void wakesInOrderOfArrival() throws InterruptedException {
    Queue<Integer> entered = new ConcurrentLinkedQueue<>();
    lock();
    List<Thread> waiters = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int number = i;
      waiters.add(startParked(() -> enterAs(number, entered)));
    }
    unlock();
    for (Thread waiter : waiters) {
      waiter.join();
    }
    assertThat(entered).containsExactly(0, 1, 2, 3, 4);
  }

  /** Claim progress: a wake-up for no reason does not let a waiter in, nor lose its own. */
  @Test
  void outlastsForeignPermit() throws InterruptedException {
    Queue<Integer> entered = new ConcurrentLinkedQueue<>();
    lock();
    Thread waiter = startParked(() -> enterAs(0, entered));
    for (int i = 0; i < 10; i++) {
      LockSupport.unpark(waiter);
      Waiters.awaitParked(waiter);
    }
    assertThat(entered).isEmpty();
    unlock();
    waiter.join();
  }

  /** Claim progress: one that finds the lock free once it has queued is not waited for later. */
  @Test
  void passesOverThoseThatEnteredWithoutWaiting() throws InterruptedException {
    Queue<Integer> entered = new ConcurrentLinkedQueue<>();
    for (int i = 0; i < 3; i++) {
      lock.lockQueued();
      Thread waiter = startParked(() -> enterAs(0, entered));
      unlock();
      waiter.join();
    }
    assertThat(tryLock()).isTrue();
  }

  /** Claim progress: no wake-up is lost, however queueing and unlocking meet. */
  @Test
  void losesNoWakeUp() throws InterruptedException {
    int[] passages = {0};
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          start(
              () -> {
                for (int j = 0; j < 2_000; j++) {
                  lock.lockQueued();
                  passages[0]++;
                  unlock();
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(passages[0]).isEqualTo(8_000);
  }

  private void enterAs(int number, Queue<Integer> entered) {
    lock();
    entered.add(number);
    unlock();
  }
}
