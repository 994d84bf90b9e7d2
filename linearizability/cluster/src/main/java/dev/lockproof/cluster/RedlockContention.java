// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.checker.LeaseHistory;
import dev.lockproof.checker.history.Event;
import dev.lockproof.checker.history.Recorder;
import dev.lockproof.journal.Evidence;
import dev.lockproof.lease.Lease;
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
import org.jspecify.annotations.Nullable;

/**
 * Three clients contend for one resource on five servers, of which one after another stands still,
 * becomes slow, or dies and comes back empty, though not before all that it had forgotten has
 * expired.
 */
final class RedlockContention implements Experiment {
  private static final Question EXCLUSION = new Question("RedlockContention", "redlock.exclusion");
  private static final Duration TIME_TO_LIVE = Duration.ofMillis(60);
  private static final Duration PATIENCE = Duration.ofMillis(20);
  private static final int CLIENTS = 3;
  private static final int FAULTS = 3;
  private static final int OPERATIONS_PER_STRIKE = 100;
  private static final long SEED = Long.getLong("lockproof.seed", 1);

  @Override
  public List<Question> questions() {
    return List.of(EXCLUSION);
  }

  @Override
  public List<Evidence> run(Setting setting) throws InterruptedException {
    var recorder = new Recorder(System::nanoTime);
    int strikes = Math.max(FAULTS, setting.budget().clusterOperations() / OPERATIONS_PER_STRIKE);
    try (var five = FiveServers.start(setting)) {
      contend(setting, five, recorder, strikes);
    }
    List<Event> events = recorder.events();
    setting.save("RedlockContention", events);
    var evidence =
        setting
            .evidence(this, EXCLUSION)
            .seed(SEED)
            .strength("sampled(" + events.size() / 2 + ")")
            .bound("clients", CLIENTS)
            .bound("servers", FiveServers.COUNT)
            .bound("time-to-live", TIME_TO_LIVE)
            .explored("faults", strikes);
    Judgement.counts(events).forEach(evidence::explored);
    return List.of(Judgement.evidence(evidence, LeaseHistory.exclusive(events)));
  }

  private static void contend(Setting setting, FiveServers five, Recorder recorder, int strikes)
      throws InterruptedException {
    var operations = new AtomicInteger();
    var over = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    var running = new ArrayList<Future<?>>();
    for (int i = 0; i < CLIENTS; i++) {
      var client = new RecordedRedlock(recorder, i, five.wired(PATIENCE), setting.prefix());
      running.add(threads.submit(contender(client, i, operations, over)));
    }
    threads.shutdown();
    try {
      int limit = setting.budget().clusterOperations();
      for (int strike = 0; strike < strikes; strike++) {
        while (operations.get() < (long) limit * strike / strikes
            && running.stream().noneMatch(Future::isDone)) {
          Pause.ofMillis(1);
        }
        strike(five, strike);
      }
      while (operations.get() < limit && running.stream().noneMatch(Future::isDone)) {
        Pause.ofMillis(1);
      }
      over.set(true);
      for (Future<?> contender : running) {
        contender.get();
      }
    } catch (ExecutionException e) {
      throw new ServerException("a client failed: " + e.getCause(), e);
    } finally {
      over.set(true);
      threads.awaitTermination(10, TimeUnit.SECONDS);
    }
  }

  private static Callable<@Nullable Void> contender(
      RecordedRedlock client, int number, AtomicInteger operations, AtomicBoolean over) {
    var random = new SplittableRandom(SEED + number);
    return () -> {
      try (client) {
        while (!over.get()) {
          operations.incrementAndGet();
          Lease lease = client.acquire("resource", TIME_TO_LIVE);
          if (lease != null) {
            client.look(lease);
            Pause.ofMillis(random.nextInt(4));
            if (random.nextInt(3) == 0) {
              client.renew(lease, TIME_TO_LIVE);
            }
            client.look(lease);
            client.release(lease);
          }
          Pause.ofMillis(random.nextInt(4));
        }
      }
      return null;
    };
  }

  /** Breaks one server, and mends it before it returns. */
  private static void strike(FiveServers five, int strike) throws InterruptedException {
    int i = strike % FiveServers.COUNT;
    switch (strike % FAULTS) {
      case 0 -> {
        five.server(i).kill();
        Pause.of(TIME_TO_LIVE.multipliedBy(2));
        five.server(i).restart();
      }
      case 1 -> {
        five.server(i).pause();
        Pause.of(TIME_TO_LIVE.multipliedBy(2));
        five.server(i).resume();
      }
      default -> {
        five.wire(i).delay(PATIENCE);
        Pause.of(TIME_TO_LIVE.multipliedBy(2));
        five.wire(i).heal();
      }
    }
  }
}
