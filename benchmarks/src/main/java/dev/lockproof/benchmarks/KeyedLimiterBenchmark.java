// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import dev.lockproof.rate.KeyedLimiter;
import dev.lockproof.rate.Rate;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
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
 * What does an admission by {@link KeyedLimiter} cost, for one of many keys?
 *
 * <p>The baseline is what people build: a {@link ConcurrentHashMap} with a bucket of bucket4j for
 * each key, at nanosecond precision, which grows with every key ever seen. What the two take in
 * memory, and how long a request may take, is measured by {@link KeyedLimiterRoom}.
 *
 * <p>Run: {@code java -cp ... org.openjdk.jmh.Main KeyedLimiterBenchmark}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class KeyedLimiterBenchmark {
  private static final int KEYS = 100_000;
  private static final int PLENTY = 1_000_000;

  /** Which limiter. */
  @Param public Implementation implementation;

  private Predicate<String> plenty;
  private String[] keys;
  private int next;

  /** Makes a limiter at a rate that nobody reaches, and its keys. */
  @Setup
  public void create() {
    plenty = implementation.create();
    keys = new String[KEYS];
    for (int i = 0; i < KEYS; i++) {
      keys[i] = "user:" + i;
    }
  }

  /** One thread is always admitted, for one key after the other. */
  @Benchmark
  @Threads(1)
  @Cost(
      claim = "keyed-limiter.cost",
      question = "What does an admission cost for one of 100,000 keys?",
      against = "BUCKET4J",
      atMost = 1)
  public boolean admitted() {
    next = (next + 7919) % KEYS;
    return plenty.test(keys[next]);
  }

  /** The limiters that are compared; the burst is what a second brings. */
  public enum Implementation {
    /** {@link KeyedLimiter}. */
    KEYED_LIMITER {
      @Override
      Predicate<String> create() {
        return new KeyedLimiter<String>(PLENTY, Rate.perSecond(PLENTY), KEYS)::tryAcquire;
      }
    },

    /** A map of buckets. */
    BUCKET4J {
      @Override
      Predicate<String> create() {
        Map<String, Bucket> buckets = new ConcurrentHashMap<>();
        return key -> buckets.computeIfAbsent(key, anyKey -> bucket()).tryConsume(1);
      }
    };

    private static Bucket bucket() {
      return Bucket.builder()
          .addLimit(limit -> limit.capacity(PLENTY).refillGreedy(PLENTY, Duration.ofSeconds(1)))
          .withNanosecondPrecision()
          .build();
    }

    abstract Predicate<String> create();
  }
}
