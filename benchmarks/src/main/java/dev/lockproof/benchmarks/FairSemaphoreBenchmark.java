// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import dev.lockproof.local.FairSemaphore;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
 * What does a passage through {@link FairSemaphore} cost, when there are permits for all, and when
 * two threads want the only one?
 *
 * <p>The baselines are {@link Semaphore} unfair, which people would pick, and fair, which promises
 * order. A passage is acquire, one increment and release.
 *
 * <p>Run: {@code java -cp ... org.openjdk.jmh.Main FairSemaphoreBenchmark}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class FairSemaphoreBenchmark {
  /** Which semaphore. */
  @Param public Implementation implementation;

  private Passage passage;
  private long passages;

  /** Makes the semaphore. */
  @Setup
  public void create() {
    passage = implementation.create();
  }

  /** One thread. */
  @Benchmark
  @Threads(1)
  @Cost(
      claim = "semaphore.cost",
      question = "What does a passage cost when nobody else wants the permit?",
      against = "SEMAPHORE_UNFAIR",
      atMost = 2)
  public long uncontended() {
    return pass();
  }

  /** Two threads. */
  @Benchmark
  @Threads(2)
  @Cost(
      claim = "semaphore.cost",
      question = "What does a passage cost when two threads want the only permit?",
      against = "SEMAPHORE_FAIR")
  public long contended() {
    return pass();
  }

  private long pass() {
    passage.acquire().run();
    try {
      return ++passages;
    } finally {
      passage.release().run();
    }
  }

  /** The semaphores that are compared, each of one permit. */
  public enum Implementation {
    /** {@link FairSemaphore}: first come, first served. */
    FAIR_SEMAPHORE {
      @Override
      Passage create() {
        var semaphore = new FairSemaphore(1);
        return new Passage(() -> semaphore.acquireUninterruptibly(1), () -> semaphore.release(1));
      }
    },

    /** {@link Semaphore} that lets a newcomer overtake. */
    SEMAPHORE_UNFAIR {
      @Override
      Passage create() {
        return passage(new Semaphore(1, false));
      }
    },

    /** {@link Semaphore} in order of arrival. */
    SEMAPHORE_FAIR {
      @Override
      Passage create() {
        return passage(new Semaphore(1, true));
      }
    };

    /** Makes a semaphore of this kind. */
    abstract Passage create();

    private static Passage passage(Semaphore semaphore) {
      return new Passage(semaphore::acquireUninterruptibly, semaphore::release);
    }
  }

  /** What every semaphore has; each JVM loads one implementation only, so calls are inlined. */
  record Passage(Runnable acquire, Runnable release) {}
}
