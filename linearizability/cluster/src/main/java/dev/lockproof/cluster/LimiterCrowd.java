// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.checker.history.Completion;
import dev.lockproof.checker.history.Event;
import dev.lockproof.checker.history.Recorder;
import dev.lockproof.servers.Pause;
import dev.lockproof.servers.ServerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;

/** Several clients that ask two limiters for permits, now one, now the other, now both. */
final class LimiterCrowd {
  static final int CLIENTS = 4;
  static final Duration INTERVAL = Duration.ofMillis(4);
  static final long SEED = Long.getLong("lockproof.seed", 1);

  private final Recorder recorder = new Recorder(System::nanoTime);
  private final AtomicInteger processes = new AtomicInteger();
  private final AtomicInteger operations = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();
  private final Clients clients;

  LimiterCrowd(Clients clients) {
    this.clients = clients;
  }

  /** A client of limiters that writes down what it does; for use by one thread. */
  interface Client extends AutoCloseable {
    /** Asks the limiter of each of the keys for so many permits. */
    Completion acquire(long permits, String... keys);

    @Override
    void close();
  }

  /** Makes clients. */
  interface Clients {
    Client create(Recorder recorder, AtomicInteger processes, RedisClient client);
  }

  /** What happens meanwhile. */
  interface Fault {
    void strike() throws InterruptedException;
  }

  /** Lets them ask so often, with each of the faults in turn; returns what was recorded. */
  List<Event> ask(Supplier<RedisClient> connect, int limit, List<Fault> faults)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    var running = new ArrayList<Future<?>>();
    for (int i = 0; i < CLIENTS; i++) {
      Client client = clients.create(recorder, processes, connect.get());
      running.add(threads.submit(asking(client, new SplittableRandom(SEED + i))));
    }
    threads.shutdown();
    try {
      for (int i = 0; i <= faults.size(); i++) {
        while (operations.get() < (long) limit * (i + 1) / (faults.size() + 1)
            && running.stream().noneMatch(Future::isDone)) {
          Pause.ofMillis(1);
        }
        if (i < faults.size()) {
          faults.get(i).strike();
        }
      }
      over.set(true);
      for (Future<?> client : running) {
        client.get();
      }
    } catch (ExecutionException e) {
      throw new ServerException("a client failed: " + e.getCause(), e);
    } finally {
      over.set(true);
      threads.awaitTermination(10, TimeUnit.SECONDS);
    }
    return recorder.events();
  }

  private Callable<@Nullable Void> asking(Client client, SplittableRandom random) {
    return () -> {
      try (client) {
        while (!over.get()) {
          operations.incrementAndGet();
          long permits = random.nextInt(10) == 0 ? 2 : 1;
          switch (random.nextInt(5)) {
            case 0, 1 -> client.acquire(permits, "{key}-red");
            case 2, 3 -> client.acquire(permits, "{key}-blue");
            default -> client.acquire(permits, "{key}-red", "{key}-blue");
          }
          Pause.ofMillis(random.nextInt(6));
        }
      }
      return null;
    };
  }
}
