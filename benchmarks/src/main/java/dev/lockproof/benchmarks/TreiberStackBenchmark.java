// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import dev.lockproof.local.TreiberStack;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentLinkedDeque;
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
 * What do a push and a pop cost on {@link TreiberStack}, alone and when two threads compete?
 *
 * <p>The baselines are {@link ConcurrentLinkedDeque}, the JDK's lock-free stack, and {@link
 * ArrayDeque} under a lock. Each thread pushes before it pops, so no pop can find the stack empty.
 *
 * <p>Run: {@code java -cp ... org.openjdk.jmh.Main TreiberStackBenchmark}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class TreiberStackBenchmark {
  /** How deep the stack is before anybody pushes. */
  private static final int DEPTH = 16;

  /** Which stack. */
  @Param public Implementation implementation;

  private Pile pile;

  /** Makes the stack. */
  @Setup
  public void create() {
    pile = implementation.create();
    for (int i = 0; i < DEPTH; i++) {
      pile.push(this);
    }
  }

  /** One thread. */
  @Benchmark
  @Threads(1)
  @Cost(
      claim = "treiber.cost",
      question = "What do a push and a pop cost when nobody else wants to?",
      against = "CONCURRENT_LINKED_DEQUE",
      atMost = 0.8)
  public Object uncontended() {
    return pushAndPop();
  }

  /** Two threads. */
  @Benchmark
  @Threads(2)
  @Cost(
      claim = "treiber.cost",
      question = "What do a push and a pop cost when two threads compete?",
      against = "REENTRANT_LOCK")
  public Object contended() {
    return pushAndPop();
  }

  private Object pushAndPop() {
    pile.push(this);
    Object popped = pile.pop();
    if (popped == null) {
      throw new IllegalStateException(implementation + " lost an element");
    }
    return popped;
  }

  /** The stacks that are compared. */
  public enum Implementation {
    /** {@link TreiberStack}. */
    TREIBER {
      @Override
      Pile create() {
        var stack = new TreiberStack<Object>();
        return new Pile() {
          @Override
          public void push(Object element) {
            stack.push(element);
          }

          @Override
          public @Nullable Object pop() {
            return stack.pop();
          }
        };
      }
    },

    /** {@link ConcurrentLinkedDeque}: lock-free at both ends. */
    CONCURRENT_LINKED_DEQUE {
      @Override
      Pile create() {
        var deque = new ConcurrentLinkedDeque<Object>();
        return new Pile() {
          @Override
          public void push(Object element) {
            deque.push(element);
          }

          @Override
          public @Nullable Object pop() {
            return deque.poll();
          }
        };
      }
    },

    /** {@link ArrayDeque} under an unfair {@link ReentrantLock}. */
    REENTRANT_LOCK {
      @Override
      Pile create() {
        var lock = new ReentrantLock();
        var deque = new ArrayDeque<Object>();
        return new Pile() {
          @Override
          public void push(Object element) {
            lock.lock();
            try {
              deque.push(element);
            } finally {
              lock.unlock();
            }
          }

          @Override
          public @Nullable Object pop() {
            lock.lock();
            try {
              return deque.poll();
            } finally {
              lock.unlock();
            }
          }
        };
      }
    },

    /** {@link ArrayDeque} under a monitor. */
    SYNCHRONIZED {
      @Override
      Pile create() {
        var deque = new ArrayDeque<Object>();
        return new Pile() {
          @Override
          public void push(Object element) {
            synchronized (deque) {
              deque.push(element);
            }
          }

          @Override
          public @Nullable Object pop() {
            synchronized (deque) {
              return deque.poll();
            }
          }
        };
      }
    };

    abstract Pile create();
  }

  /** What every stack has; each JVM loads one implementation only, so calls are inlined. */
  interface Pile {
    void push(Object element);

    @Nullable Object pop();
  }
}
