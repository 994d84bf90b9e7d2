// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import dev.lockproof.rate.LockedBucket;
import dev.lockproof.rate.Rate;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.local.SynchronizationStrategy;
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
 * What does an admission by {@link LockedBucket} cost, when nobody else asks?
 *
 * <p>The baselines are those whose settings can be changed too: bucket4j's bucket under a lock, at
 * nanosecond precision, and Guava's, which has a monitor and lets requests run into debt.
 *
 * <p>Run: {@code java -cp ... org.openjdk.jmh.Main LockedBucketBenchmark}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class LockedBucketBenchmark {
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
      claim = "locked-bucket.cost",
      question = "What does an admission under a lock cost when nobody else asks?",
      against = {"BUCKET4J", "GUAVA"},
      atMost = 1)
  public boolean admitted() {
    return plenty.getAsBoolean();
  }

  /** The limiters that are compared; the burst is what a second brings. */
  public enum Implementation {
    /** {@link LockedBucket}. */
    LOCKED_BUCKET {
      @Override
      BooleanSupplier create() {
        return new LockedBucket(PLENTY, Rate.perSecond(PLENTY))::tryAcquire;
      }
    },

    /** {@link Bucket}, under a lock. */
    BUCKET4J {
      @Override
      BooleanSupplier create() {
        Bucket bucket =
            Bucket.builder()
                .addLimit(
                    limit -> limit.capacity(PLENTY).refillGreedy(PLENTY, Duration.ofSeconds(1)))
                .withNanosecondPrecision()
                .withSynchronizationStrategy(SynchronizationStrategy.SYNCHRONIZED)
                .build();
        return () -> bucket.tryConsume(1);
      }
    },

    /** As in {@link TokenBucketBenchmark}. */
    GUAVA {
      @Override
      BooleanSupplier create() {
        return TokenBucketBenchmark.Implementation.GUAVA.create(PLENTY, Duration.ofSeconds(1));
      }
    };

    private static final int PLENTY = 1_000_000_000;

    abstract BooleanSupplier create();
  }
}
