// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import static dev.lockproof.local.Waiters.awaitParked;
import static dev.lockproof.local.Waiters.startParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Date;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SuppressWarnings({"WaitNotInLoop", "LockNotBeforeTry"}) // how waits end is what is tested
class HandOffLockTest {
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);

  private final AtomicLong now = new AtomicLong();
  private final HandOffLock lock =
      new HandOffLock(now::get, () -> TimeUnit.NANOSECONDS.toMillis(now.get()));
  private final Condition condition = lock.newCondition();
  private final Queue<String> outcomes = new ConcurrentLinkedQueue<>();

  /** Something that may be interrupted. */
  interface Wait {
    /** Waits, and tells how that ended. */
    String end() throws InterruptedException;
  }

  /**
   * Claim signal: a waiter that was signalled says so, even if its time was over before it had the
   * lock again; the signal is not lost.
   */
  @Test
  @Tag("hand-off.signal")
  void takesSignalThatCameAfterItsTime() throws InterruptedException {
    Thread waiter = startWaiting(() -> "" + condition.await(HOUR, TimeUnit.NANOSECONDS));
    lock.lock();
    now.set(HOUR);
    LockSupport.unpark(waiter);
    awaitQueued(waiter);
    condition.signal();
    lock.unlock();
    waiter.join();
    assertThat(outcomes).containsExactly("true");
  }

  /** Claim signal: likewise if it was interrupted; its status tells of that then. */
  @Test
  @Tag("hand-off.signal")
  void takesSignalThatCameAfterInterrupt() throws InterruptedException {
    Thread waiter =
        startWaiting(
            () -> {
              condition.await();
              return "signalled, " + Thread.interrupted();
            });
    lock.lock();
    waiter.interrupt();
    awaitQueued(waiter);
    condition.signal();
    lock.unlock();
    waiter.join();
    assertThat(outcomes).containsExactly("signalled, true");
  }

  /** Claim signal: a waiter that has given up does not take the next one's signal with it. */
  @Test
  @Tag("hand-off.signal")
  void leavesSignalToTheNext() throws InterruptedException {
    Thread leaving = startWaiting(() -> "" + condition.await(HOUR, TimeUnit.NANOSECONDS));
    Thread staying =
        startWaiting(
            () -> {
              condition.await();
              return "signalled";
            });
    now.set(HOUR);
    LockSupport.unpark(leaving);
    leaving.join();
    lock.lock();
    condition.signal();
    lock.unlock();
    staying.join();
    assertThat(outcomes).containsExactly("false", "signalled");
  }

  /** Claim signal: signals wake in the order of arrival. */
  @Test
  @Tag("hand-off.signal")
  void signalsInOrderOfArrival() throws InterruptedException {
    Thread first = startWaiting(() -> "first" + condition.awaitNanos(HOUR));
    Thread second = startWaiting(() -> "second" + condition.awaitNanos(HOUR));
    now.set(1);
    for (Thread waiter : new Thread[] {first, second}) {
      lock.lock();
      condition.signal();
      lock.unlock();
      waiter.join();
    }
    assertThat(outcomes).containsExactly("first" + (HOUR - 1), "second" + (HOUR - 1));
  }

  /** Claim condition: a deadline is one of the time of day, far ones and past ones included. */
  @Test
  @Tag("hand-off.condition")
  @SuppressWarnings("JavaUtilDate")
  void awaitsUntilTimeOfDay() throws InterruptedException {
    lock.lock();
    assertThat(condition.awaitUntil(new Date(Long.MIN_VALUE))).isFalse();
    lock.unlock();
    Thread waiter = startWaiting(() -> "" + condition.awaitUntil(new Date(Long.MAX_VALUE)));
    lock.lock();
    condition.signalAll();
    lock.unlock();
    waiter.join();
    assertThat(outcomes).containsExactly("true");
  }

  /** Claim exclusion: a holder that is interrupted does not lock again interruptibly. */
  @Test
  @Tag("hand-off.exclusion")
  void interruptedHolderIsRefused() throws InterruptedException {
    lock.lock();
    Thread.currentThread().interrupt();
    assertThatThrownBy(lock::lockInterruptibly).isInstanceOf(InterruptedException.class);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> lock.tryLock(1, TimeUnit.DAYS))
        .isInstanceOf(InterruptedException.class);
    lock.lockInterruptibly();
    assertThat(lock.tryLock(0, TimeUnit.DAYS)).isTrue();
    for (int i = 0; i < 3; i++) {
      lock.unlock();
    }
    assertThatThrownBy(lock::unlock)
        .isInstanceOf(IllegalMonitorStateException.class)
        .hasMessageContaining(Thread.currentThread().toString());
  }

  /** Claim exclusion: who holds it as often as can be counted is refused, and holds it on. */
  @Test
  @Tag("hand-off.exclusion")
  void refusesToBeHeldTooOften() throws InterruptedException {
    lock.enter(Integer.MAX_VALUE - 1);
    lock.lock();
    assertThatThrownBy(lock::lock).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(lock::tryLock).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(lock::lockInterruptibly).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> lock.tryLock(1, TimeUnit.DAYS))
        .isInstanceOf(IllegalStateException.class);
    assertThat(lock.leave()).isEqualTo(Integer.MAX_VALUE);
    lock.lock();
    lock.unlock();
    assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
  }

  /** Starts a thread that waits under the lock; returns once it is parked, and the lock free. */
  private Thread startWaiting(Wait wait) {
    return startParked(
        () -> {
          lock.lock();
          try {
            outcomes.add(wait.end());
          } catch (InterruptedException e) {
            outcomes.add("interrupted");
          } finally {
            lock.unlock();
          }
        });
  }

  /** Returns once {@code waiter}, which waited for the condition, waits for the lock. */
  private static void awaitQueued(Thread waiter) {
    Object blocker = LockSupport.getBlocker(waiter);
    while (blocker == null || blocker.getClass() == Signal.class) {
      awaitParked(waiter);
      blocker = LockSupport.getBlocker(waiter);
    }
  }
}
