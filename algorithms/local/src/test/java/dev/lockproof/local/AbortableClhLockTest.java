// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import static dev.lockproof.local.Waiters.startParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("abortable-clh.exclusion")
@Tag("abortable-clh.visibility")
@Tag("abortable-clh.order")
@Tag("abortable-clh.progress")
@Tag("abortable-clh.abort")
class AbortableClhLockTest extends FairLockTest {
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);

  private final AtomicLong now = new AtomicLong();
  private final AbortableClhLock lock = new AbortableClhLock(now::get);
  private final Queue<String> outcomes = new ConcurrentLinkedQueue<>();

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
   * Claim abort: a waiter whose time is over returns false; the lock is as if it had never come.
   */
  @Test
  void givesUpWhenTimeIsOver() throws InterruptedException {
    lock();
    Thread waiter = startParked(() -> attempt(HOUR));
    now.set(HOUR - 1);
    LockSupport.unpark(waiter);
    Waiters.awaitParked(waiter);
    now.set(HOUR);
    LockSupport.unpark(waiter);
    waiter.join();
    assertThat(outcomes).containsExactly("false");
    unlock();
    assertThat(tryLock()).isTrue();
  }

  /** Claim abort: an interrupted waiter throws, with its status cleared; the lock is unaffected. */
  @Test
  void givesUpWhenInterrupted() throws InterruptedException {
    lock();
    Thread waiter = startParked(this::attemptInterruptibly);
    Thread timed = startParked(() -> attempt(Long.MAX_VALUE));
    timed.interrupt();
    timed.join();
    waiter.interrupt();
    waiter.join();
    assertThat(outcomes).containsExactly("interrupted", "interrupted");
    unlock();
    assertThat(tryLock()).isTrue();
  }

  /** Claim abort: those behind one that gives up, and behind its predecessor, still enter. */
  @Test
  void successorEntersPastThoseThatGaveUp() throws InterruptedException {
    lock();
    List<Thread> waiters = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      waiters.add(startParked(this::attemptInterruptibly));
    }
    Thread last = startParked(() -> attempt(Long.MAX_VALUE));
    for (int i : new int[] {1, 0, 2}) {
      waiters.get(i).interrupt();
      waiters.get(i).join();
    }
    assertThat(tryLock()).isFalse();
    unlock();
    waiters.get(3).join();
    last.join();
    assertThat(outcomes)
        .containsExactly("interrupted", "interrupted", "interrupted", "locked", "true");
    assertThat(tryLock()).isTrue();
  }

  /** Claim abort: a tryLock finds its way over nodes that were given up, the tail's among them. */
  @Test
  void triesPastThoseThatGaveUp() throws InterruptedException {
    lock();
    Thread first = startParked(this::attemptInterruptibly);
    Thread second = startParked(this::attemptInterruptibly);
    first.interrupt();
    first.join();
    second.interrupt();
    second.join();
    assertThat(tryLock()).isFalse();
    unlock();
    assertThat(tryLock()).isTrue();
  }

  /** Claim abort: an attempt does not wait when its time is over from the start. */
  @Test
  void doesNotWaitWithoutTime() throws InterruptedException {
    assertThat(lock.tryLock(0, TimeUnit.SECONDS)).isTrue();
    assertThat(lock.tryLock(0, TimeUnit.SECONDS)).isFalse();
    assertThat(lock.tryLock(-1, TimeUnit.SECONDS)).isFalse();
    unlock();
    assertThat(lock.tryLock(1, TimeUnit.SECONDS)).isTrue();
  }

  /**
   * Claim abort: a thread that is interrupted beforehand gets nothing, even if the lock is free.
   */
  @Test
  void refusesInterruptedThread() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(lock::lockInterruptibly).isInstanceOf(InterruptedException.class);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> lock.tryLock(0, TimeUnit.SECONDS))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(tryLock()).isTrue();
  }

  private void attempt(long nanos) {
    try {
      boolean locked = lock.tryLock(nanos, TimeUnit.NANOSECONDS);
      outcomes.add("" + locked);
      if (locked) {
        unlock();
      }
    } catch (InterruptedException e) {
      outcomes.add("interrupted");
    }
  }

  private void attemptInterruptibly() {
    try {
      lock.lockInterruptibly();
      outcomes.add("locked");
      unlock();
    } catch (InterruptedException e) {
      outcomes.add("interrupted");
    }
  }
}
