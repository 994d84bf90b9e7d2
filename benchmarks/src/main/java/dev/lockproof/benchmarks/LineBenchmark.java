// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import dev.lockproof.lease.FencedLease;
import dev.lockproof.redis.RedisFencedLeases;
import dev.lockproof.servers.Pause;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.redisson.Redisson;
import org.redisson.api.RLock;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import redis.clients.jedis.RedisClient;

/**
 * How long after a release has a waiter in another process the lease?
 *
 * <p>One client holds the lease, another waits for it, long enough that it does nothing but wait.
 * An operation is the release and the other's grant. Beside ours stands Redisson's lock, which
 * hears of releases too, and ours where it has to poll.
 *
 * <p>Run: {@code java -Dlockproof.benchmark.redis=redis://127.0.0.1:6379 -cp ...
 * org.openjdk.jmh.Main LineBenchmark -p placement=UNBOUND}.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init")
public class LineBenchmark {
  private static final Duration LONG = Duration.ofSeconds(30);

  /** How long the other waits before the release. */
  private static final int SETTLED_MILLIS = 10;

  /** Which client. */
  @Param public Implementation implementation;

  /** Which processor it runs on. */
  @Param public Placement placement;

  private Contender one;
  private Contender other;
  private ExecutorService waiter;
  private Future<Boolean> granted;

  /** Connects both clients, in the threads that will use them. */
  @Setup
  public void connect() throws ExecutionException, InterruptedException {
    String server = System.getProperty(RedisFencedLeasesBenchmark.SERVER, "redis://127.0.0.1:6379");
    placement.placeClient();
    waiter = Executors.newSingleThreadExecutor();
    one = implementation.create(server);
    other = waiter.submit(() -> implementation.create(server)).get();
  }

  /** Disconnects. */
  @TearDown
  public void disconnect() {
    waiter.shutdownNow();
    one.close();
    other.close();
  }

  /** One holds, the other waits. */
  @Setup(Level.Invocation)
  public void contend() throws InterruptedException {
    one.acquire();
    granted = waiter.submit(other::acquire, true);
    Pause.ofMillis(SETTLED_MILLIS);
  }

  /** The other is done. */
  @TearDown(Level.Invocation)
  public void settle() throws ExecutionException, InterruptedException {
    waiter.submit(() -> other.release()).get();
  }

  /** A release, and the grant to the waiter. */
  @Benchmark
  @Cost(
      claim = "lease-line.cost",
      question = "How long after a release has a waiter in another process the lease?",
      against = "REDISSON",
      atMost = 0.5)
  public Object handOver() throws ExecutionException, InterruptedException {
    one.release();
    return granted.get();
  }

  /** One client that takes the lease and gives it back, in one thread. */
  interface Contender extends AutoCloseable {
    void acquire();

    void release();

    @Override
    void close();
  }

  /** The clients that are compared. */
  public enum Implementation {
    /** {@link RedisFencedLeases}. */
    LEASE_LINE {
      @Override
      Contender create(String server) {
        var client = RedisClient.create(server);
        return new Leasing(client, RedisFencedLeases.builder(client).build());
      }
    },

    /** The same, where nothing is heard from the server. */
    POLLING {
      @Override
      Contender create(String server) {
        var client = RedisClient.create(server);
        return new Leasing(
            client,
            RedisFencedLeases.builder(
                    (script, keys, arguments) ->
                        ((List<?>) client.eval(script.source(), keys, arguments))
                            .stream().map(String.class::cast).toList())
                .build());
      }
    },

    /** Redisson's lock. */
    REDISSON {
      @Override
      Contender create(String server) {
        var config = new Config();
        config.useSingleServer().setAddress(server);
        return new Locking(Redisson.create(config));
      }
    };

    abstract Contender create(String server);
  }

  /** Ours. */
  private static final class Leasing implements Contender {
    private final RedisClient client;
    private final RedisFencedLeases leases;
    private FencedLease lease;

    Leasing(RedisClient client, RedisFencedLeases leases) {
      this.client = client;
      this.leases = leases;
    }

    @Override
    public void acquire() {
      try {
        lease = leases.acquire("resource", LONG, LONG);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void release() {
      lease.close();
    }

    @Override
    public void close() {
      client.close();
    }
  }

  /** Redisson's, whose locks belong to threads. */
  private static final class Locking implements Contender {
    private final RedissonClient client;
    private final RLock lock;

    Locking(RedissonClient client) {
      this.client = client;
      this.lock = client.getLock("redisson:resource");
    }

    @Override
    public void acquire() {
      lock.lock(LONG.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void release() {
      lock.unlock();
    }

    @Override
    public void close() {
      client.shutdown();
    }
  }
}
