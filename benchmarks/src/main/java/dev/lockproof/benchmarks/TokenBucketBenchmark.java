// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import com.google.common.util.concurrent.RateLimiter;
import dev.lockproof.rate.Rate;
import dev.lockproof.rate.TokenBucket;
import io.github.bucket4j.Bucket;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
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
 * What does a request to {@link TokenBucket} cost, admitted or refused, by one thread and by two?
 *
 * <p>The baselines are the limiters that people would pick: bucket4j's lock-free bucket at
 * nanosecond precision, the only one that is a token bucket too; resilience4j's atomic limiter,
 * which may admit twice as much around the edge of a period; Guava's, which lets requests run into
 * debt. The row CLOCK is one reading of {@link System#nanoTime}, which none of them can do without:
 * it bounds what a limiter can gain on another, and is taken away where only the rest is compared.
 *
 * <p>Run: {@code java -cp ... org.openjdk.jmh.Main TokenBucketBenchmark}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class TokenBucketBenchmark {
  private static final int PLENTY = 1_000_000_000;

  /** Which limiter. */
  @Param public Implementation implementation;

  private BooleanSupplier plenty;
  private BooleanSupplier scarce;

  /** Makes a limiter at a rate that nobody reaches, and one that gives a permit a day. */
  @Setup
  public void create() {
    plenty = implementation.create(PLENTY, Duration.ofSeconds(1));
    scarce = implementation.create(1, Duration.ofDays(1));
  }

  /** One thread is always admitted. */
  @Benchmark
  @Threads(1)
  @Cost(
      claim = "token-bucket.cost",
      question = "What does an admission cost when nobody else asks?",
      against = {"BUCKET4J", "RESILIENCE4J", "GUAVA"},
      atMost = 1,
      apartFrom = "CLOCK",
      atMostApart = 0.8)
  public boolean admitted() {
    return plenty.getAsBoolean();
  }

  /** Two threads are always admitted. */
  @Benchmark
  @Threads(2)
  @Cost(
      claim = "token-bucket.cost",
      question = "What does an admission cost when two threads ask?",
      against = "BUCKET4J",
      atMost = 1)
  public boolean admittedOfTwo() {
    return plenty.getAsBoolean();
  }

  /** One thread is always refused. */
  @Benchmark
  @Threads(1)
  @Cost(
      claim = "token-bucket.cost",
      question = "What does a refusal cost when nobody else asks?",
      against = "BUCKET4J",
      atMost = 1)
  public boolean refused() {
    return scarce.getAsBoolean();
  }

  /** Two threads are always refused. */
  @Benchmark
  @Threads(2)
  @Cost(
      claim = "token-bucket.cost",
      question = "What does a refusal cost when two threads ask?",
      against = "BUCKET4J",
      atMost = 1)
  public boolean refusedOfTwo() {
    return scarce.getAsBoolean();
  }

  /** The limiters that are compared; the burst is what the period brings. */
  public enum Implementation {
    /** {@link TokenBucket}. */
    TOKEN_BUCKET {
      @Override
      BooleanSupplier create(int permits, Duration period) {
        var bucket = new TokenBucket(permits, new Rate(permits, period));
        return bucket::tryAcquire;
      }
    },

    /** {@link Bucket}: a token bucket; it allocates. */
    BUCKET4J {
      @Override
      BooleanSupplier create(int permits, Duration period) {
        Bucket bucket =
            Bucket.builder()
                .addLimit(limit -> limit.capacity(permits).refillGreedy(permits, period))
                .withNanosecondPrecision()
                .build();
        return () -> bucket.tryConsume(1);
      }
    },

    /** {@link io.github.resilience4j.ratelimiter.RateLimiter}: permits of fixed periods. */
    RESILIENCE4J {
      @Override
      BooleanSupplier create(int permits, Duration period) {
        var limiter =
            io.github.resilience4j.ratelimiter.RateLimiter.of(
                "benchmark",
                RateLimiterConfig.custom()
                    .timeoutDuration(Duration.ZERO)
                    .limitForPeriod(permits)
                    .limitRefreshPeriod(period)
                    .build());
        return limiter::acquirePermission;
      }
    },

    /** {@link RateLimiter}: a synchronized one, in floating point. */
    GUAVA {
      @Override
      @SuppressWarnings("UnstableApiUsage")
      BooleanSupplier create(int permits, Duration period) {
        RateLimiter limiter = RateLimiter.create(permits * 1e9 / period.toNanos());
        return limiter::tryAcquire;
      }
    },

    /** No limiter: what reading the clock costs. */
    CLOCK {
      @Override
      BooleanSupplier create(int permits, Duration period) {
        return () -> System.nanoTime() > 0;
      }
    };

    abstract BooleanSupplier create(int permits, Duration period);
  }
}
