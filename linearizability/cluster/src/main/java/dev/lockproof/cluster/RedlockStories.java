// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import static java.util.Objects.requireNonNull;

import dev.lockproof.checker.LeaseHistory;
import dev.lockproof.checker.history.Event;
import dev.lockproof.checker.history.Recorder;
import dev.lockproof.checker.judge.Verdict;
import dev.lockproof.journal.Evidence;
import dev.lockproof.lease.Lease;
import dev.lockproof.lease.LeaseTerms;
import dev.lockproof.servers.Pause;
import dev.lockproof.servers.ServerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What Redlock assumes is broken on five real servers, one assumption at a time, and two processes
 * hold one resource; where only the holder's wait is longer than its validity, they do not.
 */
final class RedlockStories implements Experiment {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofSeconds(30);

  /** A story of two processes, ours and theirs, and one resource. */
  private enum Story {
    /** Ours holds three of five; the clock of one of them jumps, and theirs takes three. */
    CLOCK_JUMP("redlock.exclusion-clock-jump", true),

    /** Ours holds three of five; one of them restarts empty, and theirs takes three. */
    RESTART("redlock.exclusion-restart", true),

    /** The host of ours stands still, with its clock, before the last look at it. */
    SUSPENDED("redlock.exclusion-suspended", true),

    /** Ours is paused beyond the time-to-live before it last looks at its clock. */
    PAUSE_BEFORE("redlock.exclusion-pause-before", false),

    /** Ours is paused beyond the time-to-live after it last looked, and then goes on. */
    PAUSE_AFTER("redlock.exclusion-pause-after", true);

    private final String claim;
    private final boolean expectsViolation;

    Story(String claim, boolean expectsViolation) {
      this.claim = claim;
      this.expectsViolation = expectsViolation;
    }

    Question question() {
      return new Question("RedlockStories", claim);
    }
  }

  @Override
  public List<Question> questions() {
    return List.of(Story.values()).stream().map(Story::question).toList();
  }

  @Override
  public List<Evidence> run(Setting setting) throws InterruptedException {
    var evidence = new ArrayList<Evidence>();
    try (var five = FiveServers.start(setting)) {
      for (Story story : Story.values()) {
        try (var telling = new Telling(setting, five, story)) {
          evidence.add(telling.evidence(this));
        }
        five.heal();
      }
    }
    return evidence;
  }

  /** One story, told once. */
  private static final class Telling implements AutoCloseable {
    private final Setting setting;
    private final FiveServers five;
    private final Story story;
    private final String resource;
    private final Recorder recorder = new Recorder(System::nanoTime);
    private final AtomicLong stoodStill = new AtomicLong();
    private final RecordedRedlock ours;
    private final RecordedRedlock theirs;
    private @Nullable Lease next;

    Telling(Setting setting, FiveServers five, Story story) {
      this.setting = setting;
      this.five = five;
      this.story = story;
      this.resource = story.name();
      LongSupplier clock = () -> System.nanoTime() - stoodStill.get();
      this.ours =
          new RecordedRedlock(
              recorder, 0, five.wired(), setting.prefix(), LeaseTerms.DEFAULT, clock);
      this.theirs = new RecordedRedlock(recorder, 1, five.direct(), setting.prefix());
    }

    Evidence evidence(Experiment experiment) throws InterruptedException {
      ours.connect();
      switch (story) {
        case CLOCK_JUMP, RESTART -> oneOfThreeForgets();
        case SUSPENDED, PAUSE_BEFORE -> overtakenBeforeTheLook();
        case PAUSE_AFTER -> overtakenAfterTheLook();
      }
      List<Event> events = recorder.events();
      setting.save("RedlockStories." + story, events);
      Verdict verdict = LeaseHistory.exclusive(events.stream().map(Telling::believing).toList());
      var evidence =
          setting
              .evidence(experiment, story.question())
              .strength("sampled(1)")
              .bound("servers", FiveServers.COUNT);
      Judgement.counts(events).forEach(evidence::explored);
      if (!story.expectsViolation) {
        return Judgement.evidence(evidence, verdict);
      }
      return verdict.isFail()
          ? evidence.passBy(Judgement.story(verdict.explanation(), events))
          : evidence.inconclusive("no two held it at a time: " + verdict.explanation());
    }

    /** Who acts believes in its lease. */
    private static Event believing(Event event) {
      String f = event.f().equals("act") ? "look" : event.f();
      return new Event(event.process(), event.type(), f, event.key(), event.value(), event.time());
    }

    private void oneOfThreeForgets() throws InterruptedException {
      five.wire(3).reset();
      five.wire(4).reset();
      Lease lease = granted(ours, LONG);
      ours.look(lease);
      var fault = recorder.invoke(2, story == Story.RESTART ? "restart" : "jump", resource, 2);
      if (story == Story.RESTART) {
        five.server(2).kill();
        five.server(2).restart();
      } else {
        five.jump(2, resource, LONG);
      }
      fault.ok("lease forgotten by server 2");
      theirs.look(granted(theirs, LONG));
      ours.look(lease);
    }

    private void overtakenBeforeTheLook() {
      ours.afterAnswers(this::overtaken);
      Lease lease = ours.acquire(resource, SHORT);
      if (lease != null) {
        ours.look(lease);
      }
      theirs.look(next());
    }

    private void overtakenAfterTheLook() throws InterruptedException {
      Lease lease = granted(ours, SHORT);
      if (!ours.look(lease)) {
        throw new ServerException("the lease was over before it was looked at");
      }
      awaitExpiry();
      next = granted(theirs, LONG);
      ours.act(lease);
      theirs.look(next());
    }

    /** Waits until the lease is gone; theirs takes over; then ours wakes up. */
    private void overtaken() {
      long start = System.nanoTime();
      try {
        awaitExpiry();
        next = granted(theirs, LONG);
      } catch (InterruptedException e) {
        throw new ServerException("interrupted", e);
      }
      if (story == Story.SUSPENDED) {
        stoodStill.addAndGet(System.nanoTime() - start);
      }
    }

    private void awaitExpiry() throws InterruptedException {
      var pause = recorder.invoke(2, "pause", resource, "process 0");
      while (!five.having(resource).isEmpty()) {
        Pause.ofMillis(5);
      }
      pause.ok("until its lease has expired");
    }

    private Lease next() {
      return requireNonNull(next, "nobody took over");
    }

    private Lease granted(RecordedRedlock client, Duration timeToLive) {
      return client.granted(resource, timeToLive);
    }

    @Override
    public void close() {
      ours.close();
      theirs.close();
    }
  }
}
