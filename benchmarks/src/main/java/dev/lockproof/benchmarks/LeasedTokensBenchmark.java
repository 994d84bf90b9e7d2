// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import dev.lockproof.rate.Rate;
import dev.lockproof.redis.LeasedTokens;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import redis.clients.jedis.RedisClient;

/**
 * What does an admission cost when a node draws a thousand permits at once, draws included?
 *
 * <p>The baseline asks the server for each permit, by the same script, sent raw through the same
 * Jedis client. The row UNDER_A_LEASE is that of {@link RedisTokenBucketBenchmark}: a distributed
 * lock around a read and a write. Times are means, so that the draws count.
 *
 * <p>Run: {@code java -Dlockproof.benchmark.redis=redis://127.0.0.1:6379 -cp ...
 * org.openjdk.jmh.Main LeasedTokensBenchmark -p placement=UNBOUND}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@SuppressWarnings("NullAway.Init")
public class LeasedTokensBenchmark extends RedisBenchmark {
  /** Which limiter. */
  @Param public Implementation implementation;

  @Override
  Supplier<Object> operation(RedisClient client) {
    return implementation.create(client);
  }

  /** A request that is admitted. */
  @Benchmark
  @Cost(
      claim = "leased-tokens.cost",
      question = "What does an admission cost when a node draws a thousand permits at once?",
      against = "RAW_SCRIPT",
      atMost = 0.02)
  public Object admitted() {
    return operate();
  }

  /** The limiters that are compared. */
  public enum Implementation {
    /** {@link LeasedTokens}. */
    LEASED_TOKENS {
      @Override
      Supplier<Object> create(RedisClient client) {
        Rate rate = Rate.perSecond(1_000_000_000);
        Duration stay = Duration.ofMillis(100);
        var node = new LeasedTokens(client, "benchmark", 1_000_000_000, rate, 1_000, stay);
        return node::tryAcquire;
      }
    },

    /** As in {@link RedisTokenBucketBenchmark}. */
    RAW_SCRIPT,

    /** As in {@link RedisTokenBucketBenchmark}. */
    UNDER_A_LEASE;

    Supplier<Object> create(RedisClient client) {
      return RedisTokenBucketBenchmark.Implementation.valueOf(name()).create(client);
    }
  }
}
