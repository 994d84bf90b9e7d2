// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import dev.lockproof.lease.FencedLease;
import dev.lockproof.rate.Rate;
import dev.lockproof.redis.RedisFencedLeases;
import dev.lockproof.redis.RedisTokenBucket;
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
 * What does a request to a bucket in Redis cost beyond the script that it has to run?
 *
 * <p>The baseline is the limit: the same script, sent raw through the same Jedis client. The row
 * UNDER_A_LEASE is what people build who know no scripts: a distributed lock around a read and a
 * write, four round trips, of a bucket that counts by the clock of the caller.
 *
 * <p>Run: {@code java -Dlockproof.benchmark.redis=redis://127.0.0.1:6379 -cp ...
 * org.openjdk.jmh.Main RedisTokenBucketBenchmark -p placement=UNBOUND}.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@SuppressWarnings("NullAway.Init")
public class RedisTokenBucketBenchmark extends RedisBenchmark {
  /** Which client. */
  @Param public Implementation implementation;

  @Override
  Supplier<Object> operation(RedisClient client) {
    return implementation.create(client);
  }

  /** A request that is admitted. */
  @Benchmark
  @Cost(
      claim = "redis-bucket.cost",
      question = "What does a request cost beyond the script that it runs?",
      against = "RAW_SCRIPT",
      atMost = 1.5)
  public Object admitted() {
    return operate();
  }

  /** The clients that are compared. */
  public enum Implementation {
    /** {@link RedisTokenBucket}. */
    REDIS_BUCKET {
      @Override
      Supplier<Object> create(RedisClient client) {
        var bucket = new RedisTokenBucket(client, "benchmark:bucket", BURST, RATE);
        return () -> bucket.decide("key");
      }
    },

    /** The same script and nothing else. */
    RAW_SCRIPT {
      @Override
      Supplier<Object> create(RedisClient client) {
        String take = client.scriptLoad(Script.TAKE.source());
        List<String> key = List.of("raw:bucket:key");
        List<String> terms = List.of("1", Integer.toString(BURST), "1", "1");
        return () -> client.evalsha(take, key, terms);
      }
    },

    /** A lease around a read and a write. */
    UNDER_A_LEASE {
      @Override
      Supplier<Object> create(RedisClient client) {
        var leases = RedisFencedLeases.builder(client).prefix("benchmark").build();
        return () -> {
          try (FencedLease lease =
              leases.tryAcquire("bucket", Duration.ofSeconds(10)).orElseThrow()) {
            long now = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
            String state = client.get("leased:bucket:key");
            long full = Math.max(now, state == null ? now : Long.parseLong(state));
            if (full + 1 - now <= BURST) {
              client.set("leased:bucket:key", Long.toString(full + 1));
            }
            return lease.token();
          }
        };
      }
    };

    private static final int BURST = 1_000_000;
    private static final Rate RATE = Rate.perSecond(1_000_000);

    abstract Supplier<Object> create(RedisClient client);
  }
}
