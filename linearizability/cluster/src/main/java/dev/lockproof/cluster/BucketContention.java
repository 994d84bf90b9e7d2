// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.checker.Checker;
import dev.lockproof.checker.Specification;
import dev.lockproof.checker.history.Event;
import dev.lockproof.checker.history.History;
import dev.lockproof.checker.judge.Verdict;
import dev.lockproof.journal.Evidence;
import dev.lockproof.redis.Script;
import java.time.Duration;
import java.util.List;
import java.util.Map;

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

  @Override
  public List<Question> questions() {
    return List.of(WINDOW, EXACT, TOGETHER);
  }

  @Override
  public List<Evidence> run(Setting setting) throws InterruptedException {
    int operations = setting.budget().clusterOperations();
    LimiterCrowd.Clients clients =
        (recorder, processes, client) ->
            new RecordedBucket(
                recorder, processes, client, setting.prefix(), LimiterCrowd.INTERVAL);
    List<Event> calm = new LimiterCrowd(clients).ask(setting::connect, operations, List.of());
    setting.save("BucketContention.calm", calm);
    List<Event> stormy =
        LimiterStorm.over(new LimiterCrowd(clients), setting, Script.TAKE, operations);
    setting.save("BucketContention.stormy", stormy);
    Verdict all = judge(calm);
    Verdict admitted = judge(LimiterStorm.admitted(stormy));
    return List.of(
        judged(setting, WINDOW, stormy, all.isFail() ? all : admitted),
        judged(setting, EXACT, calm, all),
        judged(setting, TOGETHER, calm, all));
  }

  private static Verdict judge(List<Event> events) {
    return judge(events, LimiterCrowd.INTERVAL);
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
