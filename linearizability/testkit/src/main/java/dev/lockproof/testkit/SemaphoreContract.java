// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lockproof.checker.Checker;
import dev.lockproof.checker.Specification;
import dev.lockproof.checker.history.Recorder;
import dev.lockproof.checker.judge.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of a semaphore: as many holders as there are permits, whoever gives them back. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface SemaphoreContract {
  /**
   * Takes a permit, waiting as long as it takes.
   *
   * @throws InterruptedException if the thread was interrupted before, or is while it waits; its
   *     status is cleared then
   */
  void acquire() throws InterruptedException;

  /** Takes a permit if there is one; returns whether there was. */
  boolean tryAcquire();

  /** Gives a permit back; it need not be of the same thread. */
  void release();

  /** Returns how many permits there are at first; at least one. */
  int permits();

  /** As {@link MutexContract#isWaiting}. */
  default boolean isWaiting(Thread thread) {
    Thread.State state = thread.getState();
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }

  /** Of many more threads than processors, no more are inside than there are permits. */
  @ParameterizedTest
  @MethodSource("dev.lockproof.testkit.Threads#available")
  @SuppressWarnings("ThreadPriorityCheck") // others come while one is inside
  default void admitsNoMoreThanPermits(Threads threads) throws InterruptedException {
    var inside = new AtomicInteger();
    threads.run(
        16 * Runtime.getRuntime().availableProcessors(),
        thread -> {
          for (int i = 0; i < 50; i++) {
            if (i % 4 != 0 || !tryAcquire()) {
              acquire();
            }
            int now = inside.incrementAndGet();
            assertTrue(now <= permits(), () -> "threads inside: " + now);
            Thread.yield();
            inside.decrementAndGet();
            release();
          }
        });
    takeAll();
  }

  /** What several threads saw of it has an order in which it is a semaphore. */
  @ParameterizedTest
  @MethodSource("dev.lockproof.testkit.Threads#available")
  @SuppressWarnings("ThreadPriorityCheck") // others come while one is inside
  default void historyIsLinearizable(Threads threads) throws InterruptedException {
    var recorder = new Recorder(System::nanoTime);
    threads.run(
        permits() + 3,
        thread -> {
          for (int i = 0; i < 100; i++) {
            var acquire = recorder.invoke(thread, "acquire", null, null);
            acquire();
            acquire.ok(null);
            Thread.yield();
            var release = recorder.invoke(thread, "release", null, null);
            release();
            release.ok(null);
          }
        });
    Verdict verdict =
        new Checker(Specification.of("semaphore:" + permits())).check(recorder.history());
    assertEquals(Verdict.Result.PASS, verdict.result(), verdict::toString);
  }

  /** There are so many permits, and a release makes one more. */
  @Test
  default void countsPermits() throws InterruptedException {
    takeAll();
    Waiter.start(this::release).join();
    assertTrue(tryAcquire(), "tryAcquire after a release");
    assertFalse(tryAcquire(), "tryAcquire after the permit was taken");
  }

  /** As many waiters enter as permits are given back. */
  @Test
  default void releaseWakesWaiters() throws InterruptedException {
    takeAll();
    List<Waiter<?>> waiters = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      waiters.add(Waiter.start(this::acquire).awaitWaiting(this::isWaiting));
    }
    for (int i = 0; i < waiters.size(); i++) {
      release();
    }
    for (Waiter<?> waiter : waiters) {
      waiter.join();
    }
    assertFalse(tryAcquire(), "tryAcquire after the waiters took what was given back");
  }

  /** A waiter that is interrupted throws, its status cleared, and takes nothing. */
  @Test
  default void interruptedWaiterTakesNothing() throws InterruptedException {
    takeAll();
    Waiter<Boolean> leaving =
        Waiter.start(
                () -> {
                  assertThrows(InterruptedException.class, this::acquire);
                  return Thread.currentThread().isInterrupted();
                })
            .awaitWaiting(this::isWaiting);
    Waiter<?> staying = Waiter.start(this::acquire).awaitWaiting(this::isWaiting);
    leaving.interrupt();
    assertFalse(leaving.join(), "interrupted after InterruptedException");
    release();
    staying.join();
    release();
    assertTrue(tryAcquire(), "tryAcquire after all was given back");
  }

  /** A thread that was interrupted before takes nothing, even if there are permits. */
  @Test
  default void interruptedThreadTakesNothing() throws InterruptedException {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, this::acquire);
    assertFalse(Thread.interrupted(), "interrupted after InterruptedException");
    takeAll();
  }

  private void takeAll() {
    for (int i = 0; i < permits(); i++) {
      assertTrue(tryAcquire(), "tryAcquire of permit " + (i + 1));
    }
    assertFalse(tryAcquire(), "tryAcquire after the last permit");
  }
}
