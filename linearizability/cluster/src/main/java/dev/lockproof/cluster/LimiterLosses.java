// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.checker.LeaseHistory;
import dev.lockproof.checker.history.Event;
import dev.lockproof.checker.history.Recorder;
import dev.lockproof.checker.judge.Verdict;
import dev.lockproof.journal.Evidence;
import dev.lockproof.servers.Pause;
import dev.lockproof.servers.RedisServer;
import dev.lockproof.servers.RedisServers;
import dev.lockproof.servers.ServerException;
import dev.lockproof.servers.TcpProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import redis.clients.jedis.RedisClient;

/**
 * All permits of a bucket, or of a window, are admitted, and the server forgets it: killed and
 * started again without its data, or replaced by a replica that has not heard of it. Then as many
 * are admitted at once.
 */
final class LimiterLosses implements Experiment {
  private static final int NEMESIS = 1_000_000;
  private static final String KEY = "key";

  /** Of a bucket, and of a window. */
  private static final int PERMITS = RecordedBucket.BURST;

  /** Longer than any story. */
  private static final Duration LENGTH = Duration.ofSeconds(4);

  /** Which limiter. */
  private enum Kind {
    BUCKET("redis-bucket.window-lost") {
      @Override
      LimiterCrowd.Client client(
          Recorder recorder, AtomicInteger processes, RedisClient client, String prefix) {
        return new RecordedBucket(recorder, processes, client, prefix, interval());
      }

      @Override
      Verdict judge(List<Event> events) {
        return BucketContention.judge(events, interval());
      }

      private static Duration interval() {
        return LENGTH.dividedBy(RecordedBucket.BURST);
      }
    },

    WINDOW("redis-sliding-window.window-lost") {
      @Override
      LimiterCrowd.Client client(
          Recorder recorder, AtomicInteger processes, RedisClient client, String prefix) {
        return WindowContention.client(recorder, processes, client, prefix, LENGTH);
      }

      @Override
      Verdict judge(List<Event> events) {
        return new WindowJudge(WindowContention.LIMIT, LENGTH, 0).judge(events);
      }
    };

    private final String claim;

    Kind(String claim) {
      this.claim = claim;
    }

    Question question() {
      return new Question("LimiterLosses", claim);
    }

    abstract LimiterCrowd.Client client(
        Recorder recorder, AtomicInteger processes, RedisClient client, String prefix);

    abstract Verdict judge(List<Event> events);
  }

  /** How a server forgets. */
  private enum Story {
    /** It restarts, and has written nothing to disk. */
    RESTART,

    /** A replica takes over that was cut off before the burst. */
    LAGGING_REPLICA
  }

  @Override
  public List<Question> questions() {
    return Stream.of(Kind.values()).map(Kind::question).toList();
  }

  @Override
  public List<Evidence> run(Setting setting) throws InterruptedException {
    var evidence = new ArrayList<Evidence>();
    for (Kind kind : Kind.values()) {
      evidence.add(run(setting, kind));
    }
    return evidence;
  }

  private Evidence run(Setting setting, Kind kind) throws InterruptedException {
    Verdict unbroken = Verdict.pass("");
    List<Event> last = List.of();
    for (Story story : Story.values()) {
      var recorder = new Recorder(System::nanoTime);
      try (RedisServer server = start(setting, kind + "-" + story, "")) {
        if (story == Story.RESTART) {
          restart(setting, kind, recorder, server);
        } else {
          failOver(setting, kind, recorder, server);
        }
      }
      last = recorder.events();
      setting.save("LimiterLosses." + kind + "." + story, last);
      Verdict verdict = kind.judge(LeaseHistory.only(last, "tryAcquire"));
      unbroken = verdict.isFail() ? unbroken : verdict;
    }
    var evidence =
        setting
            .evidence(this, kind.question())
            .strength("sampled(" + Story.values().length + ")")
            .explored("losses", Story.values().length);
    return unbroken.explanation().isEmpty()
        ? evidence.passBy(Judgement.story("twice the permits are admitted", last))
        : evidence.inconclusive("the bound was kept: " + unbroken.explanation());
  }

  private static RedisServer start(Setting setting, String story, String role) {
    // By default a server lets five seconds pass before it synchronizes a replica, for others to
    // come.
    RedisServer server =
        RedisServers.start(
            setting.work().resolve("redis-" + story + role + ".log"),
            "--repl-diskless-sync-delay",
            "0");
    if (!server.isOurs()) {
      throw new ServerException("servers are needed that may forget, and a URL names one");
    }
    return server;
  }

  private static void restart(Setting setting, Kind kind, Recorder recorder, RedisServer server) {
    var processes = new AtomicInteger();
    burst(setting, kind, recorder, processes, server);
    var fault = recorder.invoke(NEMESIS, "kill", null, null);
    server.kill();
    server.restart();
    fault.ok("and restart");
    burst(setting, kind, recorder, processes, server);
  }

  private static void failOver(Setting setting, Kind kind, Recorder recorder, RedisServer master)
      throws InterruptedException {
    var processes = new AtomicInteger();
    try (RedisServer replica = start(setting, kind + "-" + Story.LAGGING_REPLICA, "-replica");
        var wire = new TcpProxy(master.host(), master.port())) {
      replica.ask("REPLICAOF", "127.0.0.1", Integer.toString(wire.port()));
      master.ask("SET", "seen", "by the replica");
      for (int i = 0; !replica.ask("GET", "seen").contains("replica"); i++) {
        if (i > 6_000) {
          throw new ServerException("the replica does not follow");
        }
        Pause.ofMillis(5);
      }
      wire.reset();
      burst(setting, kind, recorder, processes, master);
      var fault = recorder.invoke(NEMESIS, "kill", null, null);
      master.kill();
      replica.ask("REPLICAOF", "NO", "ONE");
      fault.ok("and fail over");
      burst(setting, kind, recorder, processes, replica);
    }
  }

  private static void burst(
      Setting setting, Kind kind, Recorder recorder, AtomicInteger processes, RedisServer server) {
    var client = Setting.connect(server.uri(), server.host(), server.port(), Setting.TIMEOUT);
    try (var limiter = kind.client(recorder, processes, client, setting.prefix())) {
      limiter.acquire(PERMITS, KEY);
    }
  }
}
