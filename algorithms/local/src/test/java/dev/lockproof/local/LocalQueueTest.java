// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract of a queue of this package that holds at least so many elements as two for each
 * thread here: a subclass names the queue, and its claims by {@code Tag}.
 */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class LocalQueueTest {
  static final int THREADS = 4 * Runtime.getRuntime().availableProcessors();
  static final int ELEMENTS = 5_000;

  /** Enqueues an element, or returns false if the queue is bounded and full. */
  abstract boolean enqueue(Object element);

  /** Dequeues an element, or returns null. */
  abstract @Nullable Object dequeue();

  /** Returns the first element, or null. */
  abstract @Nullable Object peek();

  /** Returns whether there is none. */
  abstract boolean isEmpty();

  /** Claim linearizable: one thread sees what a sequential queue would show it. */
  @Test
  void behavesLikeSequentialQueue() {
    Deque<Integer> expected = new ArrayDeque<>();
    Random random = new Random(1);
    for (int i = 0; i < ELEMENTS; i++) {
      if (random.nextInt(5) < 2) {
        assertThat(enqueue(i)).isTrue();
        expected.add(i);
      } else {
        assertThat(dequeue()).isEqualTo(expected.poll());
      }
      assertThat(peek()).isEqualTo(expected.peek());
      assertThat(isEmpty()).isEqualTo(expected.isEmpty());
    }
  }

  /** Claim linearizable: an empty queue says so, before the first element and afterwards. */
  @Test
  void emptyQueueHasNoElement() {
    for (int i = 0; i < 2; i++) {
      assertThat(isEmpty()).isTrue();
      assertThat(peek()).isNull();
      assertThat(dequeue()).isNull();
      assertThat(enqueue(1)).isTrue();
      assertThat(isEmpty()).isFalse();
      assertThat(dequeue()).isEqualTo(1);
    }
  }

  /** Claim linearizable: null is refused, and leaves the queue as it was. */
  @Test
  @SuppressWarnings("NullAway") // that is the question
  void refusesNull() {
    enqueue(1);
    assertThatThrownBy(() -> enqueue(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("a queue holds no null");
    assertThat(dequeue()).isEqualTo(1);
    assertThat(isEmpty()).isTrue();
  }

  /** Claim linearizable: equal elements are told apart by nobody, and all are kept. */
  @Test
  void keepsEqualElements() {
    enqueue(7);
    enqueue(7);
    assertThat(dequeue()).isEqualTo(7);
    assertThat(dequeue()).isEqualTo(7);
    assertThat(dequeue()).isNull();
  }

  /** Claim linearizable: of what many threads enqueue, each element is dequeued once. */
  @ParameterizedTest
  @MethodSource("dev.lockproof.local.Waiters#executors")
  void dequeuesEachElementOnce(ExecutorService executor) throws Exception {
    List<Callable<List<Integer>>> tasks = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int first = i * ELEMENTS;
      tasks.add(() -> enqueueAndDequeue(first));
    }
    List<Integer> dequeued = new ArrayList<>();
    for (Future<List<Integer>> task : executor.invokeAll(tasks)) {
      dequeued.addAll(task.get());
    }
    executor.shutdownNow();
    assertThat(isEmpty()).isTrue();
    dequeued.sort(null);
    assertThat(dequeued).isEqualTo(IntStream.range(0, THREADS * ELEMENTS).boxed().toList());
  }

  /** Enqueues two, then dequeues two, and so on; there is always something to dequeue. */
  private List<Integer> enqueueAndDequeue(int first) {
    List<Integer> dequeued = new ArrayList<>();
    for (int i = 0; i < ELEMENTS; i += 2) {
      assertThat(enqueue(first + i) && enqueue(first + i + 1)).isTrue();
      assertThat(peek()).isNotNull();
      dequeued.add((Integer) dequeue());
      dequeued.add((Integer) dequeue());
    }
    return dequeued;
  }

  /** Claim visibility: who dequeues an element sees what was written before it was enqueued. */
  @Test
  void showsWritesBeforeEnqueue() throws InterruptedException {
    Thread producer =
        Waiters.start(
            () -> {
              for (int i = 1; i <= ELEMENTS; i++) {
                int[] message = {i, i};
                while (!enqueue(message)) {
                  Thread.onSpinWait();
                }
              }
            });
    for (int seen = 0; seen < ELEMENTS; ) {
      int[] message = (int[]) dequeue();
      if (message != null) {
        assertThat(message).containsExactly(++seen, seen);
      }
    }
    producer.join();
    assertThat(isEmpty()).isTrue();
  }

  /** Claim progress: threads that are interrupted, or that end, leave nobody behind waiting. */
  @Test
  void ignoresInterrupts() throws InterruptedException {
    Thread interrupted =
        Waiters.start(
            () -> {
              Thread.currentThread().interrupt();
              enqueue(1);
              enqueue(Thread.interrupted() ? 2 : 3);
            });
    interrupted.join();
    assertThat(dequeue()).isEqualTo(1);
    assertThat(dequeue()).isEqualTo(2);
  }

  /** The queue does not keep from the collector what was dequeued. */
  @Test
  void forgetsWhatWasDequeued() {
    WeakReference<Object> dequeued = passThrough();
    while (dequeued.get() != null) { // or time runs out
      System.gc();
    }
    assertThat(isEmpty()).isTrue();
  }

  private WeakReference<Object> passThrough() {
    var element = new Object();
    enqueue(element);
    assertThat(dequeue()).isSameAs(element);
    return new WeakReference<>(element);
  }
}
