// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.checker.Checker;
import dev.lockproof.checker.Specification;
import dev.lockproof.checker.history.Recorder;
import dev.lockproof.checker.judge.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Claim linearizable: a long history of many real threads is that of a queue. A subclass names the
 * queue, and its claim by {@code Tag}.
 *
 * <p>Lincheck tries all orders of a few operations; here are some orders of a million, which the
 * checker's monitor for queues decides. An enqueue that found the queue full is taken for one that
 * never was, so whether it was full is not asked.
 */
@Timeout(60)
abstract class QueueHistoryTest {
  private static final int THREADS = 4;
  private static final int OPERATIONS = 1_000_000;

  /** Enqueues an element, or returns false if the queue is full. */
  abstract boolean enqueue(Integer element);

  /** Dequeues an element, or returns null. */
  abstract @Nullable Integer dequeue();

  /** A million operations have an order that a queue explains. */
  @Test
  void longHistoryIsThatOfQueue() throws Exception {
    assertThat(verdict(OPERATIONS, this::enqueue, this::dequeue).result())
        .isEqualTo(Verdict.Result.PASS);
  }

  /** Its failing twin: two lines at one counter are found out. */
  @Test
  void twoLinesAreNoQueue() throws Exception {
    Queue<Integer> odd = new ArrayDeque<>();
    Predicate<Integer> join =
        element -> {
          synchronized (odd) {
            return element % 2 == 0 ? enqueue(element) : odd.add(element);
          }
        };
    Supplier<@Nullable Integer> leave =
        () -> {
          synchronized (odd) {
            return odd.isEmpty() ? dequeue() : odd.poll();
          }
        };
    Verdict verdict = verdict(OPERATIONS / 1000, join, leave);
    assertThat(verdict.isFail()).isTrue();
    assertThat(verdict.explanation()).contains("was dequeued before that of");
  }

  private static Verdict verdict(
      int operations, Predicate<Integer> enqueue, Supplier<@Nullable Integer> dequeue)
      throws Exception {
    long[] clock = {0};
    var recorder = new Recorder(() -> clock[0]++);
    List<Callable<@Nullable Void>> tasks = new ArrayList<>();
    for (int process = 0; process < THREADS; process++) {
      int id = process;
      tasks.add(
          () -> {
            Random random = new Random(id);
            for (int i = 0; i < operations / THREADS; i++) {
              if (random.nextBoolean()) {
                int element = i * THREADS + id;
                var pending = recorder.invoke(id, "enqueue", null, element);
                if (enqueue.test(element)) {
                  pending.ok(null);
                } else {
                  pending.fail();
                }
              } else {
                var pending = recorder.invoke(id, "dequeue", null, null);
                pending.ok(dequeue.get());
              }
            }
            return null;
          });
    }
    ExecutorService executor = Executors.newFixedThreadPool(THREADS);
    for (Future<@Nullable Void> task : executor.invokeAll(tasks)) {
      task.get();
    }
    executor.shutdown();
    return new Checker(Specification.of("queue")).check(recorder.history());
  }
}
