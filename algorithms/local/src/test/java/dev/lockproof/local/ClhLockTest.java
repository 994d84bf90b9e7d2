// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import static dev.lockproof.local.Waiters.awaitParked;
import static dev.lockproof.local.Waiters.start;
import static dev.lockproof.local.Waiters.startParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClhLockTest {
  private final ClhLock lock = new ClhLock();
  private int inside;
  private int count;

  /** Claim clh.exclusion: of many more threads than processors, one at most is inside. */
  @ParameterizedTest
  @MethodSource("executors")
  @Tag("clh.exclusion")
  void admitsOneThreadAtATime(ExecutorService executor) throws Exception {
    int threads = 16 * Runtime.getRuntime().availableProcessors();
    int passages = 200;
    List<Future<?>> tasks = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      tasks.add(executor.submit(() -> pass(passages)));
    }
    for (Future<?> task : tasks) {
      task.get();
    }
    executor.shutdownNow();
    assertThat(count).isEqualTo(threads * passages);
  }

  private void pass(int passages) {
    for (int i = 0; i < passages; i++) {
      if (i % 4 != 0 || !lock.tryLock()) {
        lock.lock();
      }
      assertThat(++inside).isEqualTo(1);
      count++;
      inside--;
      lock.unlock();
    }
  }

  /** Returns an executor of platform threads, and one of virtual threads where the JDK has them. */
  static List<ExecutorService> executors() throws ReflectiveOperationException {
    List<ExecutorService> executors = new ArrayList<>();
    executors.add(Executors.newCachedThreadPool());
    if (Runtime.version().feature() >= 21) {
      executors.add(
          (ExecutorService)
              Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
    }
    return executors;
  }

  /** Claim clh.exclusion: tryLock fails while the lock is held, and succeeds when it is not. */
  @Test
  @Tag("clh.exclusion")
  void triesWithoutWaiting() {
    assertThat(lock.tryLock()).isTrue();
    assertThat(lock.tryLock()).isFalse();
    lock.unlock();
    assertThat(lock.tryLock()).isTrue();
    lock.unlock();
    lock.lock();
    assertThat(lock.tryLock()).isFalse();
    lock.unlock();
  }

  /** Claim clh.exclusion: a thread that does not hold the lock cannot unlock it. */
  @Test
  @Tag("clh.exclusion")
  void refusesUnlockByStranger() throws InterruptedException {
    lock.lock();
    Thread stranger =
        start(
            () -> {
              assertUnlockRefused();
              inside = lock.tryLock() ? 2 : 1;
            });
    stranger.join();
    assertThat(inside).isEqualTo(1);
    lock.unlock();
  }

  /** Claim clh.exclusion: unlock without lock, and a second unlock, are refused. */
  @Test
  @Tag("clh.exclusion")
  void refusesUnlockWithoutLock() {
    assertUnlockRefused();
    lock.lock();
    lock.unlock();
    assertUnlockRefused();
    assertThat(lock.tryLock()).isTrue();
  }

  private void assertUnlockRefused() {
    assertThatThrownBy(lock::unlock)
        .isInstanceOf(IllegalMonitorStateException.class)
        .hasMessageContaining(Thread.currentThread().toString());
  }

  /** Claim clh.visibility: plain writes before unlock are seen after a successful tryLock. */
  @Test
  @Tag("clh.visibility")
  void showsWritesOfFormerHolder() throws InterruptedException {
    var values = new int[64];
    lock.lock();
    Thread reader =
        start(
            () -> {
              while (!lock.tryLock()) {
                Thread.onSpinWait();
              }
              count = IntStream.of(values).sum();
              lock.unlock();
            });
    for (int i = 0; i < values.length; i++) {
      values[i] = 1;
    }
    lock.unlock();
    reader.join();
    assertThat(count).isEqualTo(values.length);
  }

  /** Claim clh.order: waiters enter in the order in which they enqueued. */
  @Test
  @Tag("clh.order")
  void admitsInOrderOfArrival() throws InterruptedException {
    List<Integer> entered = new ArrayList<>();
    List<Thread> waiters = new ArrayList<>();
    lock.lock();
    for (int i = 0; i < 8; i++) {
      int number = i;
      waiters.add(
          startParked(
              () -> {
                lock.lock();
                entered.add(number);
                lock.unlock();
              }));
    }
    lock.unlock();
    for (Thread waiter : waiters) {
      waiter.join();
    }
    assertThat(entered).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
  }

  /** Claim clh.progress: a parked waiter enters after unlock. */
  @Test
  @Tag("clh.progress")
  void wakesParkedWaiter() throws InterruptedException {
    lock.lock();
    Thread waiter = startParked(lock::lock);
    lock.unlock();
    waiter.join();
    assertThat(lock.tryLock()).isFalse();
  }

  /** Claim clh.progress: an interrupted waiter waits on, enters, and keeps its status. */
  @Test
  @Tag("clh.progress")
  void interruptedWaiterEnters() throws InterruptedException {
    var interrupted = new AtomicBoolean();
    lock.lock();
    Thread waiter =
        startParked(
            () -> {
              lock.lock();
              interrupted.set(Thread.interrupted());
              lock.unlock();
            });
    waiter.interrupt();
    awaitParked(waiter);
    lock.unlock();
    waiter.join();
    assertThat(interrupted).isTrue();
    assertThat(lock.tryLock()).isTrue();
  }
}
