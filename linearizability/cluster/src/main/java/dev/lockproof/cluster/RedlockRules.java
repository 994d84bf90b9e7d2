// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.checker.history.Recorder;
import dev.lockproof.journal.Evidence;
import dev.lockproof.lease.Lease;
import dev.lockproof.lease.LeaseTerms;
import dev.lockproof.lease.Renewal;
import dev.lockproof.redis.Script;
import dev.lockproof.servers.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Rules that are broken in a moment if they are broken at all, each tried on five real servers. */
final class RedlockRules implements Experiment {
  private static final Question QUORUM = new Question("RedlockRules", "redlock.quorum");
  private static final Question VALIDITY = new Question("RedlockRules", "redlock.validity");
  private static final Question RELEASE = new Question("RedlockRules", "redlock.release");
  private static final Question EXTENSION = new Question("RedlockRules", "redlock.extension");
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final LeaseTerms BARE = new LeaseTerms(0, Duration.ZERO);
  private static final LeaseTerms HALF = new LeaseTerms(0.5, Duration.ZERO);

  @Override
  public List<Question> questions() {
    return List.of(VALIDITY, RELEASE, EXTENSION, QUORUM);
  }

  @Override
  public List<Evidence> run(Setting setting) throws InterruptedException {
    try (var five = FiveServers.start(setting)) {
      return List.of(
          new Trial(setting, five, VALIDITY).validity(),
          new Trial(setting, five, RELEASE).release(),
          new Trial(setting, five, EXTENSION).extension(),
          new Trial(setting, five, QUORUM).quorum());
    }
  }

  /** The trials of one rule, until one breaks it. */
  private final class Trial {
    private final Setting setting;
    private final FiveServers five;
    private final Question question;
    private final Recorder recorder = new Recorder(System::nanoTime);
    private final AtomicLong ahead = new AtomicLong();
    private final Map<String, Boolean> kept = new LinkedHashMap<>();

    Trial(Setting setting, FiveServers five, Question question) {
      this.setting = setting;
      this.five = five;
      this.question = question;
    }

    /** Nothing is granted, extended or held beyond its validity. */
    Evidence validity() throws InterruptedException {
      try (var client = client(0, BARE)) {
        client.afterAnswers(() -> ahead.addAndGet(LONG.toNanos()));
        rule("a round that ends after its validity", client.acquire("late", LONG) == null);

        Lease lease = client.granted("late-extension", LONG);
        client.afterAnswers(() -> ahead.addAndGet(SHORT.toNanos()));
        rule("a late extension", client.renew(lease, SHORT) != Renewal.RENEWED);
        client.release(lease);

        client.afterAnswers(() -> ahead.addAndGet(LONG.toNanos() * 3 / 4));
        Lease rest = client.granted("rest", LONG);
        rule("what the round took", rest.remaining().compareTo(LONG.dividedBy(4)) <= 0);
        client.release(rest);
      }
      try (var slow =
          new RecordedRedlock(
              recorder,
              1,
              five.direct(),
              setting.prefix(),
              HALF,
              () -> Math.floorDiv(System.nanoTime(), 2))) {
        slow.connect();
        Lease lease = slow.granted("slow-clock", SHORT);
        while (five.having("slow-clock").size() > FiveServers.COUNT / 2) {
          Pause.ofMillis(1);
        }
        rule("a clock that is as slow as it may be", !slow.look(lease));
      }
      return evidence();
    }

    /** All are asked to release, whatever they answered. */
    Evidence release() throws InterruptedException {
      try (var client = client(0, BARE)) {
        client.connect();
        five.server(3).pause();
        five.server(4).pause();
        client.release(client.granted("unanswered", LONG));
        five.server(3).resume();
        five.server(4).resume();
        rule("servers that did not answer", goneSoon("unanswered", () -> {}));
      }
      try (var theirs = client(1, BARE);
          var ours = new RecordedRedlock(recorder, 2, five.wired(), setting.prefix())) {
        theirs.granted("refused", LONG);
        String holder = five.owner(0, "refused");
        five.jump(3, "refused", LONG);
        five.jump(4, "refused", LONG);
        ours.connect();
        five.wire(3).cutReply(request -> request.contains(Script.GRANT_PLAIN.digest()));
        rule("a round that is refused", ours.acquire("refused", LONG) == null);
        ours.release(ours.granted("notices that a connection is broken", LONG));
        rule("a lost answer", only("refused", holder));
        Lease broken = ours.granted("broken", LONG);
        five.wire(4).reset();
        ours.release(broken);
        five.heal();
        rule(
            "a connection that broke with the release",
            goneSoon("broken", () -> ours.release(ours.granted("connects again", LONG))));
        Lease lease = theirs.granted("vanished", SHORT);
        Pause.of(Expiry.of(SHORT));
        rule("a holder that vanished", five.having(lease.resource()).isEmpty());
      }
      return evidence();
    }

    /** Extensions create nothing and shorten nothing. */
    Evidence extension() throws InterruptedException {
      try (var stopped =
              new RecordedRedlock(recorder, 0, five.direct(), setting.prefix(), BARE, () -> 0L);
          var other = client(1, BARE)) {
        stopped.connect();
        Lease lease = stopped.granted("expired", SHORT.dividedBy(2));
        Pause.of(Expiry.of(SHORT.dividedBy(2)));
        rule("an extension of nothing", stopped.renew(lease, LONG) == Renewal.LOST);
        rule("nothing is created", five.having("expired").isEmpty());
        Lease own = other.granted("own", LONG);
        rule("a shorter extension", other.renew(own, SHORT) == Renewal.RENEWED);
        for (int i : five.having("own")) {
          rule("server " + i, five.left(i, "own") > LONG.toMillis() / 2);
        }
        five.server(0).kill();
        five.server(0).restart();
        rule("one forgot", other.renew(own, LONG) == Renewal.RENEWED);
        rule("it stays so", !five.having("own").contains(0));
        other.release(own);
      }
      return evidence();
    }

    /** Two of five are no majority, whatever is asked for; three are. */
    Evidence quorum() {
      five.server(0).kill();
      five.server(3).kill();
      try (var client = client(0, LeaseTerms.DEFAULT)) {
        client.connect();
        client.release(client.granted("three", LONG));
      }
      five.server(4).kill();
      for (LeaseTerms terms : List.of(LeaseTerms.DEFAULT, BARE, HALF)) {
        try (var client = client(1, terms)) {
          for (Duration timeToLive :
              List.of(SHORT, Duration.ofSeconds(5), LONG, LONG.multipliedBy(99))) {
            rule(terms + ", " + timeToLive, client.acquire("two", timeToLive) == null);
          }
        }
      }
      return evidence();
    }

    private RecordedRedlock client(int process, LeaseTerms terms) {
      return new RecordedRedlock(
          recorder,
          process,
          five.direct(),
          setting.prefix(),
          terms,
          () -> System.nanoTime() + ahead.get());
    }

    /**
     * Waits for releases on their way; they take a moment, and a time-to-live takes much longer.
     */
    private boolean goneSoon(String resource, Runnable meanwhile) throws InterruptedException {
      long start = System.nanoTime();
      while (!five.having(resource).isEmpty()) {
        if (System.nanoTime() - start > LONG.toNanos() / 10) {
          return false;
        }
        Pause.ofMillis(10);
        meanwhile.run();
      }
      return true;
    }

    /** Waits likewise, until nobody but the holder has it anywhere. */
    private boolean only(String resource, String holder) throws InterruptedException {
      long start = System.nanoTime();
      while (!five.having(resource).stream()
          .allMatch(i -> five.owner(i, resource).equals(holder))) {
        if (System.nanoTime() - start > LONG.toNanos() / 10) {
          return false;
        }
        Pause.ofMillis(10);
      }
      return true;
    }

    private void rule(String what, boolean isKept) {
      kept.put(what, isKept);
    }

    private Evidence evidence() {
      setting.save(question.check() + "." + question.claim(), recorder.events());
      var evidence =
          setting
              .evidence(RedlockRules.this, question)
              .strength("sampled(1)")
              .explored("rules", kept.size())
              .bound("servers", FiveServers.COUNT);
      var broken = new ArrayList<String>();
      kept.forEach((what, isKept) -> broken.addAll(isKept ? List.of() : List.of(what)));
      return broken.isEmpty()
          ? evidence.pass()
          : evidence.fail(
              "not kept: " + broken, Judgement.story("not kept: " + broken, recorder.events()));
    }
  }
}
