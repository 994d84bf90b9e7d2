// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import static java.util.Objects.requireNonNull;

import dev.lockproof.checker.LeaseHistory;
import dev.lockproof.checker.history.Completion;
import dev.lockproof.checker.history.Event;
import dev.lockproof.checker.history.Recorder;
import dev.lockproof.checker.judge.Verdict;
import dev.lockproof.journal.Evidence;
import dev.lockproof.lease.FencedLease;
import dev.lockproof.redis.Script;
import dev.lockproof.servers.ServerException;
import dev.lockproof.servers.TcpProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The connection is cut between command and reply, or something else is put in the place of the
 * reply, and another client looks at what is left.
 *
 * <p>Each story ends with the resource granted to the other client, at the latest when the
 * time-to-live is over.
 */
final class CutReply implements Experiment {
  private static final Question OUTCOME = new Question("CutReply", "redis-lease.outcome");
  private static final Question EXPIRY = new Question("CutReply", "redis-lease.expiry");
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(150);

  /** What is cut. */
  private enum Story {
    /** The reply to the grant; the courtesy release goes through. */
    GRANT,
    /** The reply to the grant, and everything after it. */
    GRANT_FOR_GOOD,
    /** The reply to a renewal. */
    RENEW,
    /** The reply to a release. */
    RELEASE,
    /** The release itself, before it reaches the server. */
    RELEASE_UNSENT,
    /** The reply to the grant: nonsense comes in its place. */
    NONSENSE
  }

  @Override
  public List<Question> questions() {
    return List.of(OUTCOME, EXPIRY);
  }

  @Override
  public List<Evidence> run(Setting setting) throws InterruptedException {
    var findings = new Findings(setting);
    try (var proxy = new TcpProxy(setting.server().host(), setting.server().port())) {
      for (Story story : Story.values()) {
        proxy.heal();
        var recorder = new Recorder(System::nanoTime);
        var processes = new AtomicInteger();
        try (var cut = client(setting, recorder, processes, proxy);
            var other =
                new RecordedClient(recorder, processes, setting.connect(), setting.prefix())) {
          Completion completion = tell(story, proxy, cut);
          boolean granted = free(story, other);
          findings.add(story, completion, granted, recorder.events());
        }
      }
    }
    return findings.evidence();
  }

  private static RecordedClient client(
      Setting setting, Recorder recorder, AtomicInteger processes, TcpProxy proxy) {
    var client =
        new RecordedClient(recorder, processes, setting.connect(proxy.port()), setting.prefix());
    // The server knows the scripts from now on: no later request is answered with NOSCRIPT.
    FencedLease lease = granted(client, "warm-up", LONG);
    client.renew(lease, LONG);
    client.release(lease);
    return client;
  }

  /** Returns how the operation ended whose reply, or request, was cut off. */
  private static Completion tell(Story story, TcpProxy proxy, RecordedClient client)
      throws InterruptedException {
    String resource = story.name();
    return switch (story) {
      case GRANT ->
          during(
              proxy.cutReply(to(Script.GRANT)), () -> client.acquire(resource, LONG).completion());
      case GRANT_FOR_GOOD ->
          during(
              proxy.cutReplyForGood(to(Script.GRANT)),
              () -> client.acquire(resource, SHORT).completion());
      case RENEW -> {
        FencedLease lease = granted(client, resource, LONG);
        Completion renewal =
            during(proxy.cutReply(to(Script.RENEW)), () -> client.renew(lease, LONG));
        client.release(lease);
        yield renewal;
      }
      case RELEASE -> {
        FencedLease lease = granted(client, resource, LONG);
        yield during(proxy.cutReply(to(Script.RELEASE)), () -> client.release(lease));
      }
      case RELEASE_UNSENT -> {
        FencedLease lease = granted(client, resource, SHORT);
        proxy.reset();
        yield client.release(lease);
      }
      case NONSENSE -> {
        proxy.answer("*1\r\n$4\r\nnope\r\n");
        yield client.acquire(resource, LONG).completion();
      }
    };
  }

  private static FencedLease granted(RecordedClient client, String resource, Duration timeToLive) {
    return requireNonNull(client.acquire(resource, timeToLive).lease(), resource);
  }

  private static Predicate<String> to(Script script) {
    return request -> request.contains(script.digest());
  }

  private static Completion during(CountDownLatch cut, Supplier<Completion> operation)
      throws InterruptedException {
    Completion completion = operation.get();
    if (!cut.await(1, TimeUnit.SECONDS)) {
      throw new ServerException("the connection was not cut");
    }
    return completion;
  }

  /** Returns whether another client was granted the resource in time. */
  private static boolean free(Story story, RecordedClient other) throws InterruptedException {
    boolean leftover = story == Story.GRANT_FOR_GOOD || story == Story.RELEASE_UNSENT;
    Duration patience = leftover ? Expiry.of(SHORT) : Duration.ZERO;
    return other.await(story.name(), LONG, patience) != null;
  }

  /** What the stories say about the two claims. */
  private final class Findings {
    private final Setting setting;
    private final List<Evidence> failures = new ArrayList<>();
    private final Map<String, Long> counts = new TreeMap<>();

    Findings(Setting setting) {
      this.setting = setting;
    }

    void add(Story story, Completion completion, boolean granted, List<Event> history) {
      Judgement.counts(history).forEach((what, count) -> counts.merge(what, count, Long::sum));
      setting.save("CutReply." + story, history);
      Verdict verdict = LeaseHistory.judge(history, "acquire", "renew", "release");
      if (completion != Completion.INFO) {
        failures.add(
            builder(OUTCOME)
                .fail(
                    story + ": the outcome is reported as known",
                    Judgement.story("reported as " + completion, history)));
      } else if (verdict.isFail()) {
        failures.add(Judgement.evidence(builder(OUTCOME), verdict));
      }
      if (!granted) {
        failures.add(
            builder(EXPIRY)
                .fail(
                    story + ": still held after the time-to-live",
                    Judgement.story("nobody holds the resource, nobody gets it", history)));
      }
    }

    List<Evidence> evidence() {
      var evidence = new ArrayList<Evidence>();
      for (Question question : questions()) {
        evidence.add(
            failures.stream()
                .filter(failure -> failure.claim().equals(question.claim()))
                .findFirst()
                .orElseGet(() -> builder(question).pass()));
      }
      return evidence;
    }

    private Evidence.Builder builder(Question question) {
      var evidence =
          setting
              .evidence(CutReply.this, question)
              .strength("sampled(" + Story.values().length + ")")
              .explored("cuts", Story.values().length);
      counts.forEach(evidence::explored);
      return evidence;
    }
  }
}
