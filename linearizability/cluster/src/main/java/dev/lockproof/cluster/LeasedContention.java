// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.checker.Checker;
import dev.lockproof.checker.Specification;
import dev.lockproof.checker.history.Event;
import dev.lockproof.checker.history.History;
import dev.lockproof.checker.judge.Verdict;
import dev.lockproof.journal.Evidence;
import dev.lockproof.rate.Rate;
import dev.lockproof.redis.LeasedTokens;
import dev.lockproof.redis.Script;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Several nodes draw permits of two buckets and serve them, while the server is paused, killed and
 * started again with its data, and while the wire is broken. What they all admit is judged by the
 * window monitor.
 */
final class LeasedContention implements Experiment {
  private static final Question WINDOW = new Question("LeasedContention", "leased-tokens.window");
  private static final int BURST = 8;
  private static final int DRAW = 2;
  private static final Duration STAY = Duration.ofMillis(12);

  /** Of the server's wall clock against the monotonic one here, in millionths. */
  private static final int DRIFT = 1_000;

  @Override
  public List<Question> questions() {
    return List.of(WINDOW);
  }

  @Override
  public List<Evidence> run(Setting setting) throws InterruptedException {
    var rate = new Rate(1, LimiterCrowd.INTERVAL);
    LimiterCrowd.Clients nodes =
        (recorder, processes, client) ->
            new RecordedLimiter(
                recorder,
                processes,
                client,
                key -> new LeasedTokens(client, setting.prefix() + key, BURST, rate, DRAW, STAY));
    List<Event> events =
        LimiterStorm.over(
            new LimiterCrowd(nodes), setting, Script.TAKE, setting.budget().clusterOperations());
    setting.save("LeasedContention", events);
    String specification =
        "token-bucket:%d:%d:%d".formatted(BURST, LimiterCrowd.INTERVAL.toNanos(), DRIFT);
    Verdict verdict =
        new Checker(Specification.of(specification))
            .check(History.of(LimiterStorm.admitted(events)));
    Map<String, Long> counts = LimiterStorm.counts(events);
    var evidence =
        setting
            .evidence(this, WINDOW)
            .seed(LimiterCrowd.SEED)
            .strength("sampled(" + events.size() / 2 + ")")
            .bound("nodes", LimiterCrowd.CLIENTS)
            .bound("drift", DRIFT + " ppm");
    counts.forEach(evidence::explored);
    return List.of(
        verdict.isFail() || counts.size() > 1
            ? Judgement.evidence(evidence, verdict)
            : evidence.inconclusive("not every outcome was seen: " + counts));
  }
}
