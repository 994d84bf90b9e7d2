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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract of a lock of this package: a subclass names the lock, and its claims by {@code Tag}.
 */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class LocalLockTest {
  private int inside;
  private int count;

  /** Acquires the lock that is tested. */
  abstract void lock();

  /** Tries to acquire it. */
  abstract boolean tryLock();

  /** Releases it. */
  abstract void unlock();

  /** Claim exclusion: of many more threads than processors, one at most is inside. */
  @ParameterizedTest
  @MethodSource("executors")
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
      if (i % 4 != 0 || !tryLock()) {
        lock();
      }
      assertThat(++inside).isEqualTo(1);
      count++;
      inside--;
      unlock();
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

  /** Claim exclusion: tryLock fails while the lock is held, and succeeds when it is not. */
  @Test
  void triesWithoutWaiting() {
    assertThat(tryLock()).isTrue();
    assertThat(tryLock()).isFalse();
    unlock();
    assertThat(tryLock()).isTrue();
    unlock();
    lock();
    assertThat(tryLock()).isFalse();
    unlock();
  }

  /** Claim exclusion: a thread that does not hold the lock cannot unlock it. */
  @Test
  void refusesUnlockByStranger() throws InterruptedException {
    lock();
    Thread stranger =
        start(
            () -> {
              assertUnlockRefused();
              inside = tryLock() ? 2 : 1;
            });
    stranger.join();
    assertThat(inside).isEqualTo(1);
    unlock();
  }

  /** Claim exclusion: unlock without lock, and a second unlock, are refused. */
  @Test
  void refusesUnlockWithoutLock() {
    assertUnlockRefused();
    lock();
    unlock();
    assertUnlockRefused();
    assertThat(tryLock()).isTrue();
  }

  private void assertUnlockRefused() {
    assertThatThrownBy(this::unlock)
        .isInstanceOf(IllegalMonitorStateException.class)
        .hasMessageContaining(Thread.currentThread().toString());
  }

  /** Claim visibility: plain writes before unlock are seen after a successful tryLock. */
  @Test
  void showsWritesOfFormerHolder() throws InterruptedException {
    var values = new int[64];
    lock();
    Thread reader =
        start(
            () -> {
              while (!tryLock()) {
                Thread.onSpinWait();
              }
              count = IntStream.of(values).sum();
              unlock();
            });
    for (int i = 0; i < values.length; i++) {
      values[i] = 1;
    }
    unlock();
    reader.join();
    assertThat(count).isEqualTo(values.length);
  }

  /** Claim progress: a parked waiter enters after unlock. */
  @Test
  void wakesParkedWaiter() throws InterruptedException {
    lock();
    Thread waiter = startParked(this::lock);
    unlock();
    waiter.join();
    assertThat(tryLock()).isFalse();
  }

  /** Claim progress: an interrupted waiter waits on, enters, and keeps its status. */
  @Test
  void interruptedWaiterEnters() throws InterruptedException {
    var interrupted = new AtomicBoolean();
    lock();
    Thread waiter =
        startParked(
            () -> {
              lock();
              interrupted.set(Thread.interrupted());
              unlock();
            });
    waiter.interrupt();
    awaitParked(waiter);
    unlock();
    waiter.join();
    assertThat(interrupted).isTrue();
    assertThat(tryLock()).isTrue();
  }
}
