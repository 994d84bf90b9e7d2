// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import dev.lockproof.rate.Rate;
import dev.lockproof.rate.StripedBucket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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
 * What does an admission by {@link StripedBucket} cost, by one thread and by two?
 *
 * <p>The baselines are those of {@link TokenBucketBenchmark}, which all read the clock for every
 * request; this one does not.
 *
 * <p>Run: {@code java -cp ... org.openjdk.jmh.Main StripedBucketBenchmark}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class StripedBucketBenchmark {
  /** Which limiter. */
  @Param public Implementation implementation;

  private BooleanSupplier plenty;

  /** Makes a limiter at a rate that nobody reaches. */
  @Setup
  public void create() {
    plenty = implementation.create();
  }

  /** One thread is always admitted. */
  @Benchmark
  @Threads(1)
  @Cost(
      claim = "striped-bucket.cost",
      question = "What does an admission cost when nobody else asks, and the clock is not read?",
      against = {"BUCKET4J", "RESILIENCE4J", "GUAVA"},
      atMost = 0.5)
  public boolean admitted() {
    return plenty.getAsBoolean();
  }

  /** Two threads are always admitted. */
  @Benchmark
  @Threads(2)
  @Cost(
      claim = "striped-bucket.cost",
      question = "What does an admission cost when two threads ask, and the clock is not read?",
      against = {"BUCKET4J", "RESILIENCE4J", "GUAVA"},
      atMost = 0.5)
  public boolean admittedOfTwo() {
    return plenty.getAsBoolean();
  }

  /** The limiters that are compared; the burst is what a second brings. */
  public enum Implementation {
    /** {@link StripedBucket}. */
    STRIPED_BUCKET {
      @Override
      BooleanSupplier create() {
        var bucket = new StripedBucket(PLENTY, Rate.perSecond(PLENTY), 4, 64, System::nanoTime);
        return bucket::tryAcquire;
      }
    },

    /** As in {@link TokenBucketBenchmark}. */
    BUCKET4J,

    /** As in {@link TokenBucketBenchmark}. */
    RESILIENCE4J,

    /** As in {@link TokenBucketBenchmark}. */
    GUAVA;

    private static final int PLENTY = 1_000_000_000;

    BooleanSupplier create() {
      return TokenBucketBenchmark.Implementation.valueOf(name())
          .create(PLENTY, Duration.ofSeconds(1));
    }
  }
}
