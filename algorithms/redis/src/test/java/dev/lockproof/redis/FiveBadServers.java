// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import dev.lockproof.lease.LeaseTerms;
import dev.lockproof.lease.RedlockRound;
import dev.lockproof.lease.RedlockRound.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;

/** Five servers that may be bad, and one client of them with many callers. */
@Timeout(60)
abstract class FiveBadServers {
  static final Duration LONG = Duration.ofSeconds(20);
  static final Duration SHORT = Duration.ofMillis(100);

  final List<BadServer> servers = new ArrayList<>();
  Instances instances = open(1, LONG);

  private Instances open(long seed, Duration patience) {
    for (int i = 0; i < 5; i++) {
      servers.add(new BadServer(seed * 5 + i));
    }
    return connect(patience, servers.stream().map(server -> server.at("127.0.0.1")).toList());
  }

  static Instances connect(Duration patience, List<HostAndPort> addresses) {
    return Instances.servers(addresses, DefaultJedisClientConfig.builder().build(), patience);
  }

  final void reopen(long seed, Duration patience) {
    close();
    servers.clear();
    instances = open(seed, patience);
  }

  @AfterEach
  void close() {
    instances.close();
    servers.forEach(BadServer::close);
  }

  static RedlockRound round(int count) {
    return RedlockRound.begin(count, LeaseTerms.DEFAULT, 10_000, System.nanoTime());
  }

  final List<Answer> ask(Script script, String key) {
    List<String> arguments = script == Script.RELEASE ? List.of("me") : List.of("me", "10000");
    return instances.ask(round(instances.count()), script, List.of(key), arguments).answers();
  }

  static void together(int threads, IntConsumer task) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    var start = new CountDownLatch(threads);
    var done = new ArrayList<Future<?>>();
    for (int i = 0; i < threads; i++) {
      int number = i;
      done.add(
          pool.submit(
              () -> {
                start.countDown();
                start.await();
                task.accept(number);
                return number;
              }));
    }
    pool.shutdown();
    for (Future<?> one : done) {
      one.get();
    }
  }
}
