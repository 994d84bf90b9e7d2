// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import dev.lockproof.lease.FencedLease;
import dev.lockproof.redis.RedisFencedLeases;
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
 * What does a fenced lease cost beyond the scripts that it has to run?
 *
 * <p>The baseline is the limit: the same two scripts, sent raw through the same Jedis client. An
 * operation is a grant and a release of a free resource, which is two round trips.
 *
 * <p>Run: {@code java -Dlockproof.benchmark.redis=redis://127.0.0.1:6379 -cp ...
 * org.openjdk.jmh.Main RedisFencedLeasesBenchmark -p placement=UNBOUND}.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@SuppressWarnings("NullAway.Init")
public class RedisFencedLeasesBenchmark extends RedisBenchmark {
  /** Which client. */
  @Param public Implementation implementation;

  @Override
  Supplier<Object> operation(RedisClient client) {
    return implementation.create(client);
  }

  /** A grant and a release. */
  @Benchmark
  @Cost(
      claim = "redis-lease.cost",
      question = "What do a grant and a release cost beyond the two scripts that they run?",
      against = "RAW_SCRIPTS",
      atMost = 2)
  public Object grantRelease() {
    return operate();
  }

  /** The clients that are compared. */
  public enum Implementation {
    /** {@link RedisFencedLeases}. */
    FENCED_LEASE {
      @Override
      Supplier<Object> create(RedisClient client) {
        var leases = RedisFencedLeases.builder(client).prefix("benchmark").build();
        return () -> {
          FencedLease lease = leases.tryAcquire("resource", TIME_TO_LIVE).orElseThrow();
          lease.release();
          return lease.token();
        };
      }
    },

    /** The same scripts and nothing else. */
    RAW_SCRIPTS {
      @Override
      Supplier<Object> create(RedisClient client) {
        String grant = client.scriptLoad(Script.GRANT.source());
        String release = client.scriptLoad(Script.RELEASE.source());
        List<String> leaseAndCounter = List.of("raw:lease:{resource}", "raw:token:{resource}");
        List<String> lease = leaseAndCounter.subList(0, 1);
        List<String> owner = List.of("0123456789abcdef0123456789abcdef");
        List<String> terms = List.of(owner.get(0), Long.toString(TIME_TO_LIVE.toMillis()));
        return () -> {
          Object granted = client.evalsha(grant, leaseAndCounter, terms);
          client.evalsha(release, lease, owner);
          return granted;
        };
      }
    };

    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(10);

    abstract Supplier<Object> create(RedisClient client);
  }
}
