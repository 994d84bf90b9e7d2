// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import dev.lockproof.redis.RedisSlidingWindow;
import dev.lockproof.redis.Script;
import java.time.Duration;
import java.util.List;
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
 * What does a request to a sliding window in Redis cost beyond the script that it has to run?
 *
 * <p>The baseline is the limit: the same script, sent raw through the same Jedis client. The window
 * is a tenth of a second, so each request drops about one that does not count any more.
 *
 * <p>Run: {@code java -Dlockproof.benchmark.redis=redis://127.0.0.1:6379 -cp ...
 * org.openjdk.jmh.Main RedisSlidingWindowBenchmark -p placement=UNBOUND}.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@SuppressWarnings("NullAway.Init")
public class RedisSlidingWindowBenchmark extends RedisBenchmark {
  /** Which client. */
  @Param public Implementation implementation;

  @Override
  Supplier<Object> operation(RedisClient client) {
    return implementation.create(client);
  }

  /** A request that is admitted. */
  @Benchmark
  @Cost(
      claim = "redis-sliding-window.cost",
      question = "What does a request cost beyond the script that it runs?",
      against = "RAW_SCRIPT",
      atMost = 1.5)
  public Object admitted() {
    return operate();
  }

  /** The clients that are compared. */
  public enum Implementation {
    /** {@link RedisSlidingWindow}. */
    REDIS_WINDOW {
      @Override
      Supplier<Object> create(RedisClient client) {
        var window = new RedisSlidingWindow(client, "benchmark:window", LIMIT, LENGTH);
        return () -> window.decide("key");
      }
    },

    /** The same script and nothing else. */
    RAW_SCRIPT {
      @Override
      Supplier<Object> create(RedisClient client) {
        String window = client.scriptLoad(Script.WINDOW.source());
        List<String> key = List.of("raw:window:key");
        List<String> terms = List.of("1", Integer.toString(LIMIT), "100000");
        return () -> client.evalsha(window, key, terms);
      }
    };

    private static final int LIMIT = 1_000_000;
    private static final Duration LENGTH = Duration.ofMillis(100);

    abstract Supplier<Object> create(RedisClient client);
  }
}
