// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

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
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A burst is admitted, and the server forgets it: killed and started again without its data, or
 * replaced by a replica that has not heard of it. Then another burst is admitted at once.
 */
final class BucketLosses implements Experiment {
  private static final Question LOST = new Question("BucketLosses", "redis-bucket.window-lost");
  private static final int NEMESIS = 1_000_000;
  private static final String KEY = "key";

  /** A burst takes longer to come in than any story. */
  private static final Duration INTERVAL = Duration.ofMillis(999);

  /** How a server forgets. */
  private enum Story {
    /** It restarts, and has written nothing to disk. */
    RESTART,

    /** A replica takes over that was cut off before the burst. */
    LAGGING_REPLICA
  }

  @Override
  public List<Question> questions() {
    return List.of(LOST);
  }

  @Override
  public List<Evidence> run(Setting setting) throws InterruptedException {
    Verdict unbroken = Verdict.pass("");
    List<Event> last = List.of();
    for (Story story : Story.values()) {
      var recorder = new Recorder(System::nanoTime);
      try (RedisServer server = start(setting, story, "")) {
        if (story == Story.RESTART) {
          restart(setting, recorder, server);
        } else {
          failOver(setting, recorder, server);
        }
      }
      last = recorder.events();
      setting.save("BucketLosses." + story, last);
      Verdict verdict = BucketContention.judge(Judgement.only(last, "tryAcquire"), INTERVAL);
      unbroken = verdict.isFail() ? unbroken : verdict;
    }
    var evidence =
        setting
            .evidence(this, LOST)
            .strength("sampled(" + Story.values().length + ")")
            .explored("losses", Story.values().length);
    return List.of(
        unbroken.explanation().isEmpty()
            ? evidence.passBy(Judgement.story("twice the burst is admitted", last))
            : evidence.inconclusive("the bound was kept: " + unbroken.explanation()));
  }

  private static RedisServer start(Setting setting, Story story, String role) {
    RedisServer server =
        RedisServers.start(setting.work().resolve("redis-" + story + role + ".log"));
    if (!server.isOurs()) {
      throw new ServerException("servers are needed that may forget, and a URL names one");
    }
    return server;
  }

  private static void restart(Setting setting, Recorder recorder, RedisServer server) {
    var processes = new AtomicInteger();
    burst(setting, recorder, processes, server);
    var fault = recorder.invoke(NEMESIS, "kill", null, null);
    server.kill();
    server.restart();
    fault.ok("and restart");
    burst(setting, recorder, processes, server);
  }

  private static void failOver(Setting setting, Recorder recorder, RedisServer master)
      throws InterruptedException {
    var processes = new AtomicInteger();
    try (RedisServer replica = start(setting, Story.LAGGING_REPLICA, "-replica");
        var wire = new TcpProxy(master.host(), master.port())) {
      replica.ask("REPLICAOF", "127.0.0.1", Integer.toString(wire.port()));
      master.ask("SET", "seen", "by the replica");
      for (int i = 0; !replica.ask("GET", "seen").contains("replica"); i++) {
        if (i > 1_000) {
          throw new ServerException("the replica does not follow");
        }
        Pause.ofMillis(5);
      }
      wire.reset();
      burst(setting, recorder, processes, master);
      var fault = recorder.invoke(NEMESIS, "kill", null, null);
      master.kill();
      replica.ask("REPLICAOF", "NO", "ONE");
      fault.ok("and fail over");
      burst(setting, recorder, processes, replica);
    }
  }

  private static void burst(
      Setting setting, Recorder recorder, AtomicInteger processes, RedisServer server) {
    var client = Setting.connect(server.uri(), server.host(), server.port(), Setting.TIMEOUT);
    try (var bucket = new RecordedBucket(recorder, processes, client, setting.prefix(), INTERVAL)) {
      bucket.acquire(RecordedBucket.BURST, KEY);
    }
  }
}
