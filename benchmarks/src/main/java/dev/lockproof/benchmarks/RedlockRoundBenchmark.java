// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import dev.lockproof.redis.Instances;
import dev.lockproof.redis.RedisRedlock;
import dev.lockproof.redis.Script;
import dev.lockproof.servers.RedisServer;
import dev.lockproof.servers.RedisServers;
import dev.lockproof.servers.TcpProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.infra.ThreadParams;
import org.redisson.Redisson;
import org.redisson.RedissonRedLock;
import org.redisson.api.RLock;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;

/**
 * What does a grant and a release by a majority of five servers cost?
 *
 * <p>The baseline is the loop that guides print: one server after the other. Beside it stands
 * Redisson's lock of the same name. The other end is one server alone. In the benchmark {@code
 * far}, each byte takes a millisecond each way, by a proxy in this process; in {@code near}, all
 * run on this machine's loopback, where five servers and a client share few processors, so that
 * asking all at once saves waiting and no work. In {@code crowd}, sixteen callers do that at a
 * time, each with a resource of its own: what several ask at once can be asked for together.
 *
 * <p>Run: {@code java -cp ... org.openjdk.jmh.Main RedlockRoundBenchmark}.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class RedlockRoundBenchmark {
  private static final int SERVERS = 5;
  private static final int CALLERS = 16;
  private static final Duration TIME_TO_LIVE = Duration.ofSeconds(10);

  /** So long that nobody gives up. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Which client. */
  @Param public Implementation implementation;

  /** A grant and a release, a millisecond away. */
  @Benchmark
  @Cost(
      claim = "redlock.cost",
      question = "What do a grant and a release cost by five servers a millisecond away each way?",
      against = "SEQUENTIAL_LOOP",
      atMost = 0.33)
  public Object far(Far servers) {
    return servers.passage.apply(0);
  }

  /** A grant and a release on loopback. */
  @Benchmark
  @Cost(
      claim = "redlock.cost",
      question = "What do a grant and a release cost by five servers on this very machine?",
      against = "SEQUENTIAL_LOOP")
  public Object near(Near servers) {
    return servers.passage.apply(0);
  }

  /** A grant and a release on loopback, by many callers at once; the mean, so the throughput. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @Threads(CALLERS)
  @Cost(
      claim = "redlock.throughput",
      question =
          "How long do a grant and a release take by five servers on this very machine, while"
              + " fifteen others do the same with resources of their own?",
      against = "SEQUENTIAL_LOOP",
      atMost = 0.5)
  public Object crowd(Near servers, ThreadParams caller) {
    return servers.passage.apply(caller.getThreadIndex());
  }

  /** Five servers, and a client of them. */
  public abstract static class Servers {
    /** What the caller of that number does. */
    IntFunction<Object> passage;

    private final List<AutoCloseable> open = new ArrayList<>();

    abstract HostAndPort way(RedisServer server);

    /** Starts the servers, and connects. */
    @Setup
    public void start(RedlockRoundBenchmark benchmark) {
      var addresses = new ArrayList<HostAndPort>();
      for (int i = 0; i < SERVERS; i++) {
        RedisServer server = closeLater(RedisServers.start(log()));
        addresses.add(way(server));
      }
      passage = benchmark.implementation.create(addresses, this);
      Objects.requireNonNull(passage.apply(0));
    }

    /** Stops the servers. */
    @TearDown
    public void stop() throws Exception {
      for (AutoCloseable closeable : open) {
        closeable.close();
      }
    }

    final <T extends AutoCloseable> T closeLater(T closeable) {
      open.add(0, closeable);
      return closeable;
    }

    private static Path log() {
      try {
        return Files.createTempFile("redis", ".log");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** On loopback. */
  @State(Scope.Benchmark)
  public static class Near extends Servers {
    @Override
    HostAndPort way(RedisServer server) {
      return new HostAndPort(server.host(), server.port());
    }
  }

  /** A millisecond away, each way. */
  @State(Scope.Benchmark)
  public static class Far extends Servers {
    @Override
    HostAndPort way(RedisServer server) {
      var proxy = closeLater(new TcpProxy(server.host(), server.port()));
      proxy.delay(Duration.ofMillis(1));
      return new HostAndPort("127.0.0.1", proxy.port());
    }
  }

  /** The clients that are compared. */
  public enum Implementation {
    /** {@link RedisRedlock}. */
    REDLOCK {
      @Override
      IntFunction<Object> create(List<HostAndPort> addresses, Servers servers) {
        Instances instances =
            Instances.servers(addresses, DefaultJedisClientConfig.builder().build(), PATIENCE);
        var redlock = RedisRedlock.builder(servers.closeLater(instances)).build();
        return caller ->
            redlock.tryAcquire("resource" + caller, TIME_TO_LIVE).orElseThrow().release();
      }
    },

    /** The same scripts, one server after the other, over pooled connections. */
    SEQUENTIAL_LOOP {
      @Override
      IntFunction<Object> create(List<HostAndPort> addresses, Servers servers) {
        return loop(addresses, servers);
      }
    },

    /** Redisson's, deprecated there by now, with a client for each server, as it asks for. */
    REDISSON {
      @Override
      @SuppressWarnings("deprecation") // it is what people have
      IntFunction<Object> create(List<HostAndPort> addresses, Servers servers) {
        var clients = new ArrayList<RedissonClient>();
        for (HostAndPort address : addresses) {
          var config = new Config();
          config.useSingleServer().setAddress("redis://" + address);
          RedissonClient client = Redisson.create(config);
          servers.closeLater((AutoCloseable) client::shutdown);
          clients.add(client);
        }
        return caller -> {
          var redlock =
              new RedissonRedLock(
                  clients.stream()
                      .map(client -> client.getLock("redisson:resource" + caller))
                      .toArray(RLock[]::new));
          boolean granted = tryLock(redlock);
          redlock.unlock();
          return granted;
        };
      }
    },

    /** The same scripts on one server alone: two round trips. */
    ONE_SERVER {
      @Override
      IntFunction<Object> create(List<HostAndPort> addresses, Servers servers) {
        return loop(addresses.subList(0, 1), servers);
      }
    };

    abstract IntFunction<Object> create(List<HostAndPort> addresses, Servers servers);

    private static boolean tryLock(RLock lock) {
      try {
        if (lock.tryLock(0, TIME_TO_LIVE.toMillis(), TimeUnit.MILLISECONDS)) {
          return true;
        }
        throw new IllegalStateException("nobody else asks, and it was not granted");
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private static IntFunction<Object> loop(List<HostAndPort> addresses, Servers servers) {
      var pool = new ConnectionPoolConfig();
      pool.setMaxTotal(CALLERS);
      pool.setMaxIdle(CALLERS);
      var clients = new ArrayList<RedisClient>();
      for (HostAndPort address : addresses) {
        var client =
            servers.closeLater(RedisClient.builder().hostAndPort(address).poolConfig(pool).build());
        client.scriptLoad(Script.GRANT_PLAIN.source());
        client.scriptLoad(Script.RELEASE.source());
        clients.add(client);
      }
      List<String> owner = List.of("0123456789abcdef0123456789abcdef");
      List<String> terms = List.of(owner.get(0), Long.toString(TIME_TO_LIVE.toMillis()));
      return caller -> {
        List<String> key = List.of("loop:resource" + caller);
        int answers = 0;
        for (RedisClient client : clients) {
          answers += client.evalsha(Script.GRANT_PLAIN.digest(), key, terms) == null ? 0 : 1;
        }
        for (RedisClient client : clients) {
          answers += client.evalsha(Script.RELEASE.digest(), key, owner) == null ? 0 : 1;
        }
        return answers;
      };
    }
  }
}
