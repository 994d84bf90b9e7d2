// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import dev.lockproof.local.MichaelScottQueue;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/**
 * What do an enqueue and a dequeue cost on {@link MichaelScottQueue}, alone and when two threads
 * compete?
 *
 * <p>The baselines are {@link ConcurrentLinkedQueue}, which the JDK built from the same queue, and
 * {@link ArrayDeque} under a lock. Each thread enqueues before it dequeues, so no dequeue can find
 * the queue empty.
 *
 * <p>Run: {@code java -cp ... org.openjdk.jmh.Main MichaelScottQueueBenchmark}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class MichaelScottQueueBenchmark {
  /** How long the queue is before anybody enqueues. */
  private static final int LENGTH = 16;

  /** Which queue. */
  @Param public Implementation implementation;

  private Line line;

  /** Makes the queue. */
  @Setup
  public void create() {
    line = implementation.create();
    for (int i = 0; i < LENGTH; i++) {
      line.enqueue(this);
    }
  }

  /** One thread. */
  @Benchmark
  @Threads(1)
  @Cost(
      claim = "michael-scott.cost",
      question = "What do an enqueue and a dequeue cost when nobody else wants to?",
      against = "CONCURRENT_LINKED_QUEUE",
      atMost = 3)
  public Object uncontended() {
    return enqueueAndDequeue();
  }

  /** Two threads. */
  @Benchmark
  @Threads(2)
  @Cost(
      claim = "michael-scott.cost",
      question = "What do an enqueue and a dequeue cost when two threads compete?",
      against = {"CONCURRENT_LINKED_QUEUE", "REENTRANT_LOCK"})
  public Object contended() {
    return enqueueAndDequeue();
  }

  private Object enqueueAndDequeue() {
    line.enqueue(this);
    Object dequeued = line.dequeue();
    if (dequeued == null) {
      throw new IllegalStateException(implementation + " lost an element");
    }
    return dequeued;
  }

  /** The queues that are compared. */
  public enum Implementation {
    /** {@link MichaelScottQueue}. */
    MICHAEL_SCOTT {
      @Override
      Line create() {
        var queue = new MichaelScottQueue<Object>();
        return new Line() {
          @Override
          public void enqueue(Object element) {
            queue.enqueue(element);
          }

          @Override
          public @Nullable Object dequeue() {
            return queue.dequeue();
          }
        };
      }
    },

    /** {@link ConcurrentLinkedQueue}: moves its ends at every second element only. */
    CONCURRENT_LINKED_QUEUE {
      @Override
      Line create() {
        Queue<Object> queue = new ConcurrentLinkedQueue<>();
        return new Line() {
          @Override
          public void enqueue(Object element) {
            queue.add(element);
          }

          @Override
          public @Nullable Object dequeue() {
            return queue.poll();
          }
        };
      }
    },

    /** {@link ArrayDeque} under an unfair {@link ReentrantLock}. */
    REENTRANT_LOCK {
      @Override
      Line create() {
        var lock = new ReentrantLock();
        Queue<Object> queue = new ArrayDeque<>();
        return new Line() {
          @Override
          public void enqueue(Object element) {
            lock.lock();
            try {
              queue.add(element);
            } finally {
              lock.unlock();
            }
          }

          @Override
          public @Nullable Object dequeue() {
            lock.lock();
            try {
              return queue.poll();
            } finally {
              lock.unlock();
            }
          }
        };
      }
    };

    abstract Line create();
  }

  /** What every queue has; each JVM loads one implementation only, so calls are inlined. */
  interface Line {
    void enqueue(Object element);

    @Nullable Object dequeue();
  }
}
