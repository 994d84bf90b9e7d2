// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import dev.lockproof.local.ClhLock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
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
 * What does a passage through {@link ClhLock} cost, when nobody waits and when two threads compete?
 *
 * <p>The baselines are {@link ReentrantLock} unfair, which people would pick, and fair, which
 * promises the same order. A passage is lock, one increment and unlock.
 *
 * <p>Run: {@code java -cp ... org.openjdk.jmh.Main ClhLockBenchmark}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class ClhLockBenchmark {
  /** Which lock. */
  @Param public Implementation implementation;

  private Passage passage;
  private long passages;

  /** Makes the lock. */
  @Setup
  public void create() {
    passage = implementation.create();
  }

  /** One thread. */
  @Benchmark
  @Threads(1)
  @Cost(
      claim = "clh.cost",
      question = "What does a passage cost when nobody else wants to pass?",
      against = "REENTRANT_UNFAIR",
      atMost = 3)
  public long uncontended() {
    return pass();
  }

  /** Two threads. */
  @Benchmark
  @Threads(2)
  @Cost(
      claim = "clh.cost",
      question = "What does a passage cost when two threads compete?",
      against = "REENTRANT_FAIR")
  public long contended() {
    return pass();
  }

  private long pass() {
    passage.lock();
    try {
      return ++passages;
    } finally {
      passage.unlock();
    }
  }

  /** The locks that are compared. */
  public enum Implementation {
    /** {@link ClhLock}: first come, first served. */
    CLH {
      @Override
      Passage create() {
        var lock = new ClhLock();
        return new Passage() {
          @Override
          public void lock() {
            lock.lock();
          }

          @Override
          public void unlock() {
            lock.unlock();
          }
        };
      }
    },

    /** {@link ReentrantLock} that lets a newcomer overtake. */
    REENTRANT_UNFAIR {
      @Override
      Passage create() {
        return reentrant(false);
      }
    },

    /** {@link ReentrantLock} in order of arrival. */
    REENTRANT_FAIR {
      @Override
      Passage create() {
        return reentrant(true);
      }
    };

    abstract Passage create();

    private static Passage reentrant(boolean fair) {
      var lock = new ReentrantLock(fair);
      return new Passage() {
        @Override
        public void lock() {
          lock.lock();
        }

        @Override
        public void unlock() {
          lock.unlock();
        }
      };
    }
  }

  /** What every lock has; each JVM loads one implementation only, so calls are inlined. */
  interface Passage {
    void lock();

    void unlock();
  }
}
