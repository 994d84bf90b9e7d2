// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.checker.history.Event;
import dev.lockproof.checker.history.Recorder;
import dev.lockproof.checker.judge.Verdict;
import dev.lockproof.journal.Evidence;
import dev.lockproof.redis.RedisSlidingWindow;
import dev.lockproof.redis.Script;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import redis.clients.jedis.RedisClient;

/**
 * Several clients ask two sliding windows for permits: first undisturbed, then while the server is
 * paused, killed and started again with its data, and while the wire is broken.
 *
 * <p>Requests of unknown outcome may have taken permits or not, so no refusal after them says much.
 */
final class WindowContention implements Experiment {
  private static final Question WINDOW =
      new Question("WindowContention", "redis-sliding-window.window");
  private static final Question EXACT =
      new Question("WindowContention", "redis-sliding-window.exact");

  /** The permits of each window. */
  static final int LIMIT = 5;

  private static final Duration LENGTH = Duration.ofMillis(40);

  /** Of the server's wall clock against the monotonic one here, in millionths. */
  private static final int DRIFT = 1_000;

  @Override
  public List<Question> questions() {
    return List.of(WINDOW, EXACT);
  }

  @Override
  public List<Evidence> run(Setting setting) throws InterruptedException {
    int operations = setting.budget().clusterOperations();
    LimiterCrowd.Clients clients =
        (recorder, processes, client) ->
            client(recorder, processes, client, setting.prefix(), LENGTH);
    List<Event> calm = new LimiterCrowd(clients).ask(setting::connect, operations, List.of());
    setting.save("WindowContention.calm", calm);
    List<Event> stormy =
        LimiterStorm.over(new LimiterCrowd(clients), setting, Script.WINDOW, operations);
    setting.save("WindowContention.stormy", stormy);
    var judge = new WindowJudge(LIMIT, LENGTH, DRIFT);
    Verdict all = judge.judge(calm);
    Verdict admitted = judge.judge(LimiterStorm.admitted(stormy));
    return List.of(
        judged(setting, WINDOW, stormy, all.isFail() ? all : admitted),
        judged(setting, EXACT, calm, all));
  }

  /** Returns a client of windows of that length. */
  static LimiterCrowd.Client client(
      Recorder recorder,
      AtomicInteger processes,
      RedisClient client,
      String prefix,
      Duration length) {
    var windows = new RedisSlidingWindow(client, prefix + ":window", LIMIT, length);
    return new RecordedLimiter(recorder, processes, client, windows::limiter);
  }

  private Evidence judged(Setting setting, Question question, List<Event> events, Verdict verdict) {
    var evidence =
        setting
            .evidence(this, question)
            .seed(LimiterCrowd.SEED)
            .strength("sampled(" + events.size() / 2 + ")")
            .bound("clients", LimiterCrowd.CLIENTS)
            .bound("drift", DRIFT + " ppm");
    Map<String, Long> counts = LimiterStorm.counts(events);
    counts.forEach(evidence::explored);
    return verdict.isFail() || counts.size() > 1
        ? Judgement.evidence(evidence, verdict)
        : evidence.inconclusive("not every outcome was seen: " + counts);
  }
}
