// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.checker.Checker;
import dev.lockproof.checker.Specification;
import dev.lockproof.checker.history.Event;
import dev.lockproof.checker.history.History;
import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.judge.Verdict;
import dev.lockproof.journal.Evidence;
import dev.lockproof.redis.Script;
import dev.lockproof.servers.Pause;
import dev.lockproof.servers.RedisServer;
import dev.lockproof.servers.RedisServers;
import dev.lockproof.servers.ServerException;
import dev.lockproof.servers.TcpProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Several clients ask two buckets for permits: first undisturbed, then while the server is paused,
 * killed and started again with its data, and while the wire is broken.
 *
 * <p>What was admitted is judged by the window monitor. What was refused is judged where nothing
 * was disturbed, since a request of unknown outcome may have taken permits or not.
 */
final class BucketContention implements Experiment {
  private static final Question WINDOW = new Question("BucketContention", "redis-bucket.window");
  private static final Question EXACT = new Question("BucketContention", "redis-bucket.exact");
  private static final Question TOGETHER =
      new Question("BucketContention", "redis-bucket.together");

  /** Of the server's wall clock against the monotonic one here, in millionths. */
  private static final int DRIFT = 1_000;

  private static final Duration OUTAGE = Duration.ofMillis(40);
  private static final int ROUNDS = 2;

  @Override
  public List<Question> questions() {
    return List.of(WINDOW, EXACT, TOGETHER);
  }

  @Override
  public List<Evidence> run(Setting setting) throws InterruptedException {
    int operations = setting.budget().clusterOperations();
    List<Event> calm =
        new BucketCrowd(setting.prefix()).ask(setting::connect, operations, List.of());
    setting.save("BucketContention.calm", calm);
    List<Event> stormy = storm(setting, operations);
    setting.save("BucketContention.stormy", stormy);
    Verdict all = judge(calm);
    Verdict admitted = judge(admitted(stormy));
    return List.of(
        judged(setting, WINDOW, stormy, all.isFail() ? all : admitted),
        judged(setting, EXACT, calm, all),
        judged(setting, TOGETHER, calm, all));
  }

  private List<Event> storm(Setting setting, int operations) throws InterruptedException {
    try (RedisServer server =
            RedisServers.start(
                setting.work().resolve("buckets.log"),
                "--appendonly",
                "yes",
                "--appendfsync",
                "always");
        var proxy = new TcpProxy(server.host(), server.port())) {
      var faults = new ArrayList<BucketCrowd.Fault>();
      for (int i = 0; i < ROUNDS; i++) {
        faults.addAll(faults(server, proxy));
      }
      return new BucketCrowd(setting.prefix())
          .ask(() -> setting.connect(proxy.port()), operations, faults);
    }
  }

  private static List<BucketCrowd.Fault> faults(RedisServer server, TcpProxy proxy) {
    return List.of(
        () -> {
          server.pause();
          Pause.of(OUTAGE);
          server.resume();
        },
        () -> {
          var cut = proxy.cutReply(request -> request.contains(Script.TAKE.digest()));
          if (!cut.await(1, TimeUnit.SECONDS)) {
            throw new ServerException("the connection was not cut");
          }
          proxy.heal();
        },
        () -> {
          server.kill();
          server.restart();
        },
        () -> {
          proxy.reset();
          Pause.of(OUTAGE);
          proxy.heal();
        },
        () -> {
          proxy.delay(OUTAGE.dividedBy(10));
          Pause.of(OUTAGE);
          proxy.heal();
        });
  }

  /** Leaves out what was refused. */
  private static List<Event> admitted(List<Event> events) {
    var refused = new ArrayList<Operation>();
    for (Operation operation : History.of(events).operations()) {
      if (Boolean.FALSE.equals(operation.output())) {
        refused.add(operation);
      }
    }
    var left = new ArrayList<Event>();
    for (int i = 0; i < events.size(); i++) {
      int index = i;
      if (refused.stream().noneMatch(o -> o.call() == index || o.ret() == index)) {
        left.add(events.get(i));
      }
    }
    return left;
  }

  private static Verdict judge(List<Event> events) {
    return judge(events, BucketCrowd.INTERVAL);
  }

  /** Judges a history of {@link RecordedBucket}. */
  static Verdict judge(List<Event> events, Duration interval) {
    String specification =
        "token-bucket:%d:%d:%d".formatted(RecordedBucket.BURST, interval.toNanos(), DRIFT);
    return new Checker(Specification.of(specification)).check(History.of(events));
  }

  private Evidence judged(Setting setting, Question question, List<Event> events, Verdict verdict) {
    var evidence =
        setting
            .evidence(this, question)
            .seed(BucketCrowd.SEED)
            .strength("sampled(" + events.size() / 2 + ")")
            .bound("clients", BucketCrowd.CLIENTS)
            .bound("drift", DRIFT + " ppm");
    Map<String, Long> counts = counts(events);
    counts.forEach(evidence::explored);
    return verdict.isFail() || counts.size() > 1
        ? Judgement.evidence(evidence, verdict)
        : evidence.inconclusive("not every outcome was seen: " + counts);
  }

  private static Map<String, Long> counts(List<Event> events) {
    var counts = new TreeMap<String, Long>();
    for (Operation operation : History.of(events).operations()) {
      String outcome =
          operation.isInfo()
              ? "unknown outcomes"
              : Boolean.FALSE.equals(operation.output()) ? "refused" : "admitted";
      counts.merge(outcome, 1L, Long::sum);
    }
    return counts;
  }
}
