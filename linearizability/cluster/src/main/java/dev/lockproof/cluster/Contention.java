// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.checker.LeaseHistory;
import dev.lockproof.checker.history.Event;
import dev.lockproof.checker.history.History;
import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.history.Recorder;
import dev.lockproof.checker.judge.Verdict;
import dev.lockproof.journal.Evidence;
import dev.lockproof.servers.Pause;
import dev.lockproof.servers.ServerException;
import dev.lockproof.servers.TcpProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Several clients contend for few resources while the server is paused and the wire is broken.
 *
 * <p>Three things are judged, after the example of etcd's lock tests: the history of the leases,
 * what the holders themselves believed, and a value under guard, of which no accepted change may be
 * lost.
 */
final class Contention implements Experiment {
  static final Duration TIME_TO_LIVE = Duration.ofMillis(60);

  private static final Question EXCLUSION = new Question("Contention", "redis-lease.exclusion");
  private static final Question TOKENS = new Question("Contention", "redis-lease.tokens");
  private static final Question OWNERSHIP = new Question("Contention", "redis-lease.ownership");
  private static final Question ORDER = new Question("Contention", "redis-lease.order");
  private static final long SEED = Long.getLong("lockproof.seed", 1);
  private static final int CLIENTS = 4;

  /** Each fault strikes twice at least. */
  private static final int FEWEST_STRIKES = 12;

  private static final int OPERATIONS_PER_STRIKE = 80;

  @Override
  public List<Question> questions() {
    return List.of(EXCLUSION, TOKENS, OWNERSHIP, ORDER);
  }

  @Override
  public List<Evidence> run(Setting setting) throws InterruptedException {
    var recorder = new Recorder(System::nanoTime);
    try (var proxy = new TcpProxy(setting.server().host(), setting.server().port())) {
      var nemesis = new Nemesis(setting.server(), proxy, TIME_TO_LIVE.multipliedBy(3).dividedBy(2));
      contend(setting, recorder, proxy, nemesis);
      List<Event> events = recorder.events();
      setting.save("Contention", LeaseHistory.fenced(events));
      setting.save("Contention.believed", LeaseHistory.believed(events));
      return List.of(
          judged(setting, nemesis, EXCLUSION, events, LeaseHistory.exclusive(events)),
          judged(setting, nemesis, TOKENS, events, LeaseHistory.judge(events, "acquire")),
          judged(
              setting,
              nemesis,
              OWNERSHIP,
              events,
              LeaseHistory.judge(events, "acquire", "renew", "release")),
          judged(setting, nemesis, ORDER, events, ordered(events)));
    }
  }

  private static Verdict ordered(List<Event> events) {
    Verdict lost = lostUpdate(events);
    return lost.isFail() ? lost : LeaseHistory.judge(events, "acquire", "raise", "read", "write");
  }

  /** A value names the one that it replaces, so two accepted ones that name the same lost one. */
  static Verdict lostUpdate(List<Event> events) {
    var replaced = new HashSet<String>();
    for (Operation operation : History.of(events).operations()) {
      if (operation.f().equals("write")
          && Boolean.TRUE.equals(operation.output())
          && operation.input() instanceof List<?> tokenAndValue) {
        String value = String.valueOf(tokenAndValue.get(1));
        if (!replaced.add(operation.key() + value.substring(value.indexOf('<')))) {
          return Verdict.fail("an accepted write was lost: two replace the same value", operation);
        }
      }
    }
    return Verdict.pass("no accepted write was lost");
  }

  private Evidence judged(
      Setting setting, Nemesis nemesis, Question question, List<Event> events, Verdict verdict) {
    var evidence =
        setting
            .evidence(this, question)
            .seed(SEED)
            .strength("sampled(" + events.size() / 2 + ")")
            .bound("clients", CLIENTS)
            .bound("time-to-live", TIME_TO_LIVE);
    nemesis
        .struck()
        .forEach(
            (fault, times) ->
                evidence.explored(
                    "fault " + fault.name().toLowerCase(Locale.ROOT).replace('_', ' '), times));
    Judgement.counts(events).forEach(evidence::explored);
    boolean allStruck = nemesis.struck().size() == nemesis.faults().size();
    return verdict.isFail() || allStruck
        ? Judgement.evidence(evidence, verdict)
        : evidence.inconclusive("not every fault struck: " + nemesis.struck());
  }

  private static void contend(Setting setting, Recorder recorder, TcpProxy proxy, Nemesis nemesis)
      throws InterruptedException {
    int limit = setting.budget().clusterOperations();
    var operations = new AtomicInteger();
    var processes = new AtomicInteger();
    var over = new AtomicBoolean();
    try (var client = setting.connect()) {
      for (String resource : Contender.RESOURCES) {
        client.hset(RecordedClient.guardKey(setting.prefix(), resource), "value", "start<");
      }
    }
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    var running = new ArrayList<Future<?>>();
    for (int i = 0; i < CLIENTS; i++) {
      var client =
          new RecordedClient(recorder, processes, setting.connect(proxy.port()), setting.prefix());
      BooleanSupplier goOn = () -> !over.get() || operations.get() < limit;
      var random = new SplittableRandom(SEED + i);
      running.add(threads.submit(new Contender(i, client, operations, goOn, random)));
    }
    threads.shutdown();
    try {
      harass(nemesis, operations, limit, running);
      over.set(true);
      for (Future<?> contender : running) {
        contender.get();
      }
    } catch (ExecutionException e) {
      throw new ServerException("a client failed: " + e.getCause(), e);
    } finally {
      threads.shutdownNow();
      threads.awaitTermination(10, TimeUnit.SECONDS);
    }
  }

  /** Strikes each time that a share of the operations is done, with each fault in turn. */
  private static void harass(
      Nemesis nemesis, AtomicInteger operations, int limit, List<Future<?>> running)
      throws InterruptedException {
    List<Nemesis.Fault> faults = nemesis.faults();
    int strikes = Math.max(FEWEST_STRIKES, limit / OPERATIONS_PER_STRIKE);
    for (int strike = 0; strike < strikes; strike++) {
      while (operations.get() < (long) limit * strike / strikes) {
        if (running.stream().anyMatch(Future::isDone)) {
          return; // it failed
        }
        Pause.ofMillis(1);
      }
      nemesis.strike(faults.get(strike % faults.size()));
    }
  }
}
