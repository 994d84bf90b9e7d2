// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TreiberStackTest {
  private static final int THREADS = 4 * Runtime.getRuntime().availableProcessors();
  private static final int ELEMENTS = 5_000;

  private final TreiberStack<Integer> stack = new TreiberStack<>();

  /** Claim treiber.linearizable: one thread sees what a sequential stack would show it. */
  @Test
  @Tag("treiber.linearizable")
  void behavesLikeSequentialStack() {
    Deque<Integer> expected = new ArrayDeque<>();
    Random random = new Random(1);
    for (int i = 0; i < ELEMENTS; i++) {
      if (random.nextInt(5) < 2) {
        stack.push(i);
        expected.push(i);
      } else {
        assertThat(stack.pop()).isEqualTo(expected.poll());
      }
      assertThat(stack.peek()).isEqualTo(expected.peek());
      assertThat(stack.isEmpty()).isEqualTo(expected.isEmpty());
    }
  }

  /** Claim treiber.linearizable: an empty stack says so, before the first push and afterwards. */
  @Test
  @Tag("treiber.linearizable")
  void emptyStackHasNoElement() {
    for (int i = 0; i < 2; i++) {
      assertThat(stack.isEmpty()).isTrue();
      assertThat(stack.peek()).isNull();
      assertThat(stack.pop()).isNull();
      stack.push(1);
      assertThat(stack.isEmpty()).isFalse();
      assertThat(stack.pop()).isEqualTo(1);
    }
  }

  /** Claim treiber.linearizable: null is refused, and leaves the stack as it was. */
  @Test
  @Tag("treiber.linearizable")
  @SuppressWarnings("NullAway") // that is the question
  void refusesNull() {
    stack.push(1);
    assertThatThrownBy(() -> stack.push(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("a stack holds no null");
    assertThat(stack.pop()).isEqualTo(1);
    assertThat(stack.isEmpty()).isTrue();
  }

  /** Claim treiber.linearizable: equal elements are told apart by nobody, and all are kept. */
  @Test
  @Tag("treiber.linearizable")
  void keepsEqualElements() {
    stack.push(7);
    stack.push(7);
    assertThat(stack.pop()).isEqualTo(7);
    assertThat(stack.pop()).isEqualTo(7);
    assertThat(stack.pop()).isNull();
  }

  /** Claim treiber.linearizable: of what many threads push, each element is popped once. */
  @ParameterizedTest
  @MethodSource("dev.lockproof.local.Waiters#executors")
  @Tag("treiber.linearizable")
  void popsEachElementOnce(ExecutorService executor) throws Exception {
    List<Callable<List<Integer>>> tasks = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int first = i * ELEMENTS;
      tasks.add(() -> pushAndPop(first));
    }
    List<Integer> popped = new ArrayList<>();
    for (Future<List<Integer>> task : executor.invokeAll(tasks)) {
      popped.addAll(task.get());
    }
    executor.shutdownNow();
    assertThat(stack.isEmpty()).isTrue();
    popped.sort(null);
    assertThat(popped).isEqualTo(IntStream.range(0, THREADS * ELEMENTS).boxed().toList());
  }

  /** Pushes two, then pops two, and so on; there is always something to pop. */
  private List<Integer> pushAndPop(int first) {
    List<Integer> popped = new ArrayList<>();
    for (int i = 0; i < ELEMENTS; i += 2) {
      stack.push(first + i);
      stack.push(first + i + 1);
      assertThat(stack.peek()).isNotNull();
      popped.add(stack.pop());
      popped.add(stack.pop());
    }
    return popped;
  }

  /** Claim treiber.visibility: who pops an element sees what was written before its push. */
  @Test
  @Tag("treiber.visibility")
  void showsWritesBeforePush() throws InterruptedException {
    var messages = new TreiberStack<int[]>();
    Thread pusher =
        Waiters.start(
            () -> {
              for (int i = 1; i <= ELEMENTS; i++) {
                messages.push(new int[] {i, i});
              }
            });
    for (int seen = 0; seen < ELEMENTS; ) {
      int[] message = messages.pop();
      if (message != null) {
        assertThat(message[0]).isPositive().isEqualTo(message[1]);
        seen++;
      }
    }
    pusher.join();
    assertThat(messages.isEmpty()).isTrue();
  }

  /**
   * Claim treiber.progress: threads that are interrupted, or that end, leave nobody behind waiting.
   */
  @Test
  @Tag("treiber.progress")
  void ignoresInterrupts() throws InterruptedException {
    Thread interrupted =
        Waiters.start(
            () -> {
              Thread.currentThread().interrupt();
              stack.push(1);
              stack.push(Thread.interrupted() ? 2 : 3);
            });
    interrupted.join();
    assertThat(stack.pop()).isEqualTo(2);
    assertThat(stack.pop()).isEqualTo(1);
  }
}
