// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import dev.lockproof.local.MichaelScottQueue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

/** Claims michael-scott.linearizable, michael-scott.progress: a queue in which nobody waits. */
@Tag("michael-scott.linearizable")
@Tag("michael-scott.progress")
public class MichaelScottQueueLincheckTest extends LincheckTest {
  private final MichaelScottQueue<Integer> queue = new MichaelScottQueue<>();

  /** Creates a queue of one element. */
  public MichaelScottQueueLincheckTest() {
    queue.enqueue(1);
  }

  /** The races that matter; of random scenarios most have none of them. */
  @Override
  protected List<ExecutionScenario> scenarios() {
    return List.of(
        race("enqueueTwo dequeue", "enqueueThree dequeue", "dequeue"), // both ends, nearly empty
        race("dequeue", "dequeue enqueueTwo dequeue enqueueThree dequeue"), // nodes, if recycled
        race("enqueueTwo", "enqueueThree dequeue", "peek isEmpty"));
  }

  /** A peek that finds the head moved starts over, as a dequeue has succeeded. */
  @Override
  protected boolean readingIsWaiting() {
    return false;
  }

  /** Enqueues 2. */
  @Operation
  public void enqueueTwo() {
    queue.enqueue(2);
  }

  /** Enqueues 3. */
  @Operation
  public void enqueueThree() {
    queue.enqueue(3);
  }

  /** Dequeues. */
  @Operation
  public @Nullable Integer dequeue() {
    return queue.dequeue();
  }

  /** Peeks. */
  @Operation
  public @Nullable Integer peek() {
    return queue.peek();
  }

  /** Looks. */
  @Operation
  public boolean isEmpty() {
    return queue.isEmpty();
  }

  /** A queue without threads. */
  public static class Sequential {
    private final Deque<Integer> queue = new ArrayDeque<>(List.of(1));

    /** Enqueues 2. */
    public void enqueueTwo() {
      queue.add(2);
    }

    /** Enqueues 3. */
    public void enqueueThree() {
      queue.add(3);
    }

    /** Dequeues. */
    public @Nullable Integer dequeue() {
      return queue.poll();
    }

    /** Peeks. */
    public @Nullable Integer peek() {
      return queue.peek();
    }

    /** Looks. */
    public boolean isEmpty() {
      return queue.isEmpty();
    }
  }
}
