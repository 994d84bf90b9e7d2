// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import dev.lockproof.lease.FencedLease;
import dev.lockproof.lease.LeaseKeeper;
import dev.lockproof.redis.RedisFencedLeases;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import redis.clients.jedis.RedisClient;

/**
 * What does it cost to renew 256 leases together, beside one by one?
 *
 * <p>An operation is one renewal of all of them. Their clock is moved by a third of the
 * time-to-live before it, so that all are due; the server counts real time, in which nothing
 * expires.
 *
 * <p>Run: {@code java -Dlockproof.benchmark.redis=redis://127.0.0.1:6379 -cp ...
 * org.openjdk.jmh.Main LeaseKeeperBenchmark -p placement=UNBOUND}.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init")
public class LeaseKeeperBenchmark {
  private static final int LEASES = 256;
  private static final Duration TIME_TO_LIVE = Duration.ofHours(1);

  /** How they are renewed. */
  @Param public Implementation implementation;

  /** Which processor it runs on. */
  @Param public Placement placement;

  private RedisClient client;
  private LongSupplier renewal;

  /** Connects, in the thread that will measure. */
  @Setup
  public void connect() {
    placement.placeClient();
    client =
        RedisClient.create(
            System.getProperty(RedisFencedLeasesBenchmark.SERVER, "redis://127.0.0.1:6379"));
    renewal = implementation.create(client);
  }

  /** Disconnects. */
  @TearDown
  public void disconnect() {
    client.close();
  }

  /** A renewal of each lease. */
  @Benchmark
  @Cost(
      claim = "lease-keeper.cost",
      question = "What does it cost to renew 256 leases together, beside one by one?",
      against = "ONE_BY_ONE",
      atMost = 0.25)
  public long renewed() {
    return renewal.getAsLong();
  }

  /** The ways that are compared; each returns the time that is left. */
  public enum Implementation {
    /** {@link LeaseKeeper}. */
    KEPT {
      @Override
      LongSupplier create(RedisClient client) {
        var now = new AtomicLong();
        var due = new ArrayDeque<Runnable>();
        var keeper =
            new LeaseKeeper(
                now::get,
                (nanos, task) -> {
                  due.add(task);
                  return () -> due.remove(task);
                },
                Runnable::run,
                Runnable::run);
        List<FencedLease> leases = leases(client, now);
        leases.forEach(lease -> keeper.keep(lease, Duration.ofDays(36_500)));
        return () -> {
          now.addAndGet(TIME_TO_LIVE.toNanos() / 3);
          due.remove().run();
          return left(leases);
        };
      }
    },

    /** A request for each. */
    ONE_BY_ONE {
      @Override
      LongSupplier create(RedisClient client) {
        var now = new AtomicLong();
        List<FencedLease> leases = leases(client, now);
        return () -> {
          now.addAndGet(TIME_TO_LIVE.toNanos() / 3);
          leases.forEach(lease -> lease.renew(TIME_TO_LIVE));
          return left(leases);
        };
      }
    };

    abstract LongSupplier create(RedisClient client);

    private static List<FencedLease> leases(RedisClient client, AtomicLong now) {
      var store =
          RedisFencedLeases.builder(client)
              .prefix("benchmark-" + UUID.randomUUID()) // leases of earlier runs are still there
              .clock(now::get)
              .timer((nanos, task) -> () -> {})
              .build();
      var leases = new ArrayList<FencedLease>();
      for (int i = 0; i < LEASES; i++) {
        leases.add(store.tryAcquire("r" + i, TIME_TO_LIVE).orElseThrow());
      }
      return leases;
    }

    private static long left(List<FencedLease> leases) {
      long left = leases.get(LEASES - 1).remaining().toNanos();
      if (left < TIME_TO_LIVE.toNanos() / 2) {
        throw new IllegalStateException("not renewed: " + leases.get(LEASES - 1));
      }
      return left;
    }
  }
}
