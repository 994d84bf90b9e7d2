// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.testkit;

import static dev.lockproof.testkit.Waiter.elsewhere;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lockproof.checker.Checker;
import dev.lockproof.checker.Specification;
import dev.lockproof.checker.history.Recorder;
import dev.lockproof.checker.judge.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of any lock: one holder at a time, and everybody who waits gets it. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface MutexContract {
  /** Acquires the lock that is tested, waiting as long as it takes, interrupted or not. */
  void lock();

  /** Acquires it if it is free; returns whether it was. */
  boolean tryLock();

  /** Releases it. */
  void unlock();

  /**
   * Returns whether a thread that wants the lock waits for it, and has its place if there is a
   * queue. A lock whose waiters spin, or are blocked in a monitor, has to say so itself.
   */
  default boolean isWaiting(Thread thread) {
    Thread.State state = thread.getState();
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }

  /** Of many more threads than processors, one at most is inside, and sees what others did. */
  @ParameterizedTest
  @MethodSource("dev.lockproof.testkit.Threads#available")
  @SuppressWarnings("ThreadPriorityCheck") // others come while one is inside
  default void admitsOneThreadAtATime(Threads threads) throws InterruptedException {
    int number = 16 * Runtime.getRuntime().availableProcessors();
    int passages = 25;
    int[] inside = {0};
    int[] passed = {0};
    threads.run(
        number,
        thread -> {
          for (int i = 0; i < passages; i++) {
            if (i % 4 != 0 || !tryLock()) {
              lock();
            }
            assertEquals(1, ++inside[0], "threads inside");
            passed[0]++;
            Thread.yield();
            inside[0]--;
            unlock();
          }
        });
    assertEquals(number * passages, passed[0], "passages seen");
  }

  /** What several threads saw of the lock has an order in which it is a lock. */
  @ParameterizedTest
  @MethodSource("dev.lockproof.testkit.Threads#available")
  @SuppressWarnings("ThreadPriorityCheck") // others come while one is inside
  default void historyIsLinearizable(Threads threads) throws InterruptedException {
    var recorder = new Recorder(System::nanoTime);
    threads.run(
        4,
        thread -> {
          for (int i = 0; i < 100; i++) {
            var attempt = recorder.invoke(thread, "tryLock", null, null);
            boolean locked = tryLock();
            attempt.ok(locked);
            if (!locked) {
              var lock = recorder.invoke(thread, "lock", null, null);
              lock();
              lock.ok(null);
            }
            Thread.yield();
            var unlock = recorder.invoke(thread, "unlock", null, null);
            unlock();
            unlock.ok(null);
          }
        });
    Verdict verdict = new Checker(Specification.of("owner-mutex")).check(recorder.history());
    assertEquals(Verdict.Result.PASS, verdict.result(), verdict::toString);
  }

  /** Trying fails while another thread has the lock, and succeeds when nobody has it. */
  @Test
  default void triesWithoutWaiting() throws InterruptedException {
    assertTrue(tryLock(), "tryLock while it is free");
    assertFalse(elsewhere(this::tryLock), "tryLock after another thread's tryLock");
    unlock();
    lock();
    assertFalse(elsewhere(this::tryLock), "tryLock after another thread's lock");
    unlock();
    assertTrue(elsewhere(this::tryLock), "tryLock after unlock");
  }

  /** Plain writes before unlock are seen after a tryLock that succeeds. */
  @Test
  default void showsWritesOfFormerHolder() throws InterruptedException {
    var values = new int[64];
    var tried = new CountDownLatch(1);
    lock();
    Waiter<Integer> reader =
        Waiter.start(
            () -> {
              boolean free = tryLock();
              tried.countDown();
              assertFalse(free, "tryLock while it is held");
              while (!tryLock()) {
                Thread.onSpinWait();
              }
              int sum = IntStream.of(values).sum();
              unlock();
              return sum;
            });
    tried.await();
    Arrays.fill(values, 1);
    unlock();
    assertEquals(values.length, reader.join());
  }

  /** A waiter enters after unlock, and has the lock then. */
  @Test
  default void wakesWaiter() throws InterruptedException {
    lock();
    Waiter<?> waiter = Waiter.start(this::lock).awaitWaiting(this::isWaiting);
    unlock();
    waiter.join();
    assertFalse(tryLock(), "tryLock after the waiter entered");
  }

  /** Every waiter enters, one after the other. */
  @Test
  default void everyWaiterEnters() throws InterruptedException {
    List<Integer> entered = new ArrayList<>();
    lock();
    List<Waiter<?>> waiters = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      waiters.add(waiter(i, entered).awaitWaiting(this::isWaiting));
    }
    unlock();
    for (Waiter<?> waiter : waiters) {
      waiter.join();
    }
    assertEquals(8, entered.stream().distinct().count(), "waiters that entered");
    assertTrue(tryLock(), "tryLock after all have left");
  }

  /** A thread that acquires the lock, writes down its number, and releases it. */
  private Waiter<?> waiter(int number, List<Integer> entered) {
    return Waiter.start(
        () -> {
          lock();
          entered.add(number);
          unlock();
        });
  }

  /** A waiter that is interrupted waits on, enters, and keeps its status. */
  @Test
  default void interruptedWaiterEnters() throws InterruptedException {
    lock();
    Waiter<Boolean> waiter =
        Waiter.start(
                () -> {
                  lock();
                  boolean interrupted = Thread.interrupted();
                  unlock();
                  return interrupted;
                })
            .awaitWaiting(this::isWaiting);
    waiter.interrupt();
    waiter.awaitWaiting(this::isWaiting);
    unlock();
    assertTrue(waiter.join(), "interrupted after it entered");
    assertTrue(tryLock(), "tryLock after it left");
  }
}
