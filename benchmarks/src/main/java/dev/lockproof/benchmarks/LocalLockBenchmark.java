// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

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
 * What does a passage through a local lock cost, when nobody waits and when two threads compete?
 *
 * <p>The baselines are {@link java.util.concurrent.locks.ReentrantLock} unfair, which people would
 * pick, and fair, which promises order. A passage is lock, one increment and unlock.
 *
 * <p>Run: {@code java -cp ... org.openjdk.jmh.Main LocalLockBenchmark}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class LocalLockBenchmark {
  /** Which lock. */
  @Param public LocalLock implementation;

  private LocalLock.Passage passage;
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
      question = "What does a passage cost when two threads compete?",
      against = "REENTRANT_UNFAIR")
  public long contended() {
    return pass();
  }

  private long pass() {
    passage.lock().run();
    try {
      return ++passages;
    } finally {
      passage.unlock().run();
    }
  }
}
