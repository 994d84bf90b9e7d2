// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.checker.LeaseHistory;
import dev.lockproof.checker.history.Event;
import dev.lockproof.checker.history.Recorder;
import dev.lockproof.checker.judge.Verdict;
import dev.lockproof.journal.Evidence;
import dev.lockproof.lease.FencedLease;
import dev.lockproof.servers.ServerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A holder finds its lease held, is stopped (SIGSTOP) beyond the time-to-live, and then writes as
 * if nothing had happened, while another process has taken over.
 *
 * <p>Only then does it look again, and must find its lease lost.
 *
 * <p>The holder is a process of its own. Whether it was really stopped is checked: a command that
 * waits for it meanwhile must stay unanswered.
 */
final class PausedHolder implements Experiment {
  private static final Duration SHORT = Duration.ofMillis(80);
  private static final Duration KILLED = Duration.ofMillis(240);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int ATTEMPTS = 5;
  private static final Question TOKENS = new Question("PausedHolder", "redis-lease.tokens");
  private static final Question EXCLUSION = new Question("PausedHolder", "redis-lease.exclusion");
  private static final Question EXPIRY = new Question("PausedHolder.killed", "redis-lease.expiry");

  /** What the successor does while the holder is stopped, and how the holder then writes. */
  private enum Story {
    /** The successor raises and writes; the guard refuses the late write. */
    GUARDED("redis-lease.order", true, true, "write"),

    /** The successor raises and has not written yet; the guard refuses the late write. */
    RAISED("redis-lease.order", true, false, "write"),

    /** The successor reads without having raised; the late write lands after that read. */
    UNRAISED("redis-lease.order-unraised", false, false, "write"),

    /** The holder writes past the guard; the late write lands after the successor's. */
    UNGUARDED("redis-lease.order-unguarded", true, true, "write-past");

    private final String claim;
    private final boolean raises;
    private final boolean writesFirst;
    private final String lateWrite;

    Story(String claim, boolean raises, boolean writesFirst, String lateWrite) {
      this.claim = claim;
      this.raises = raises;
      this.writesFirst = writesFirst;
      this.lateWrite = lateWrite;
    }

    Question question() {
      return new Question("PausedHolder." + name().toLowerCase(Locale.ROOT), claim);
    }

    boolean expectsViolation() {
      return !claim.equals("redis-lease.order");
    }
  }

  /** The next process number; 0 is the holder. */
  private final AtomicInteger processes = new AtomicInteger(1);

  @Override
  public List<Question> questions() {
    var questions = new ArrayList<Question>();
    for (Story story : Story.values()) {
      questions.add(story.question());
    }
    questions.addAll(List.of(TOKENS, EXCLUSION, EXPIRY));
    return questions;
  }

  @Override
  public List<Evidence> run(Setting setting) throws InterruptedException {
    var evidence = new ArrayList<Evidence>();
    var all = new ArrayList<Event>();
    try (var holder = new WorkerProcess(setting)) {
      holder.acquire(new Recorder(System::nanoTime), "warm-up", LONG);
      for (Story story : Story.values()) {
        evidence.add(new Telling(setting, holder, story, all).evidence());
      }
      evidence.add(
          Judgement.evidence(builder(setting, TOKENS, all), LeaseHistory.judge(all, "acquire")));
      evidence.add(
          Judgement.evidence(builder(setting, EXCLUSION, all), LeaseHistory.exclusive(all)));
      evidence.add(killed(setting, holder));
    }
    return evidence;
  }

  private Evidence.Builder builder(Setting setting, Question question, List<Event> events) {
    var evidence =
        setting
            .evidence(this, question)
            .strength("sampled(1)")
            .bound("time-to-live", SHORT)
            .bound("processes", 2);
    Judgement.counts(events).forEach(evidence::explored);
    return evidence;
  }

  /** The holder is killed (SIGKILL), and its lease is gone after the time-to-live. */
  private Evidence killed(Setting setting, WorkerProcess holder) throws InterruptedException {
    var recorder = new Recorder(System::nanoTime);
    String resource = "killed";
    if (holder.acquire(recorder, resource, KILLED) == null) {
      throw new ServerException("a fresh resource was not granted within " + KILLED);
    }
    holder.close();
    try (var successor = successor(setting, recorder)) {
      FencedLease next = successor.await(resource, LONG, Expiry.of(KILLED));
      setting.save(EXPIRY.check(), recorder.events());
      var evidence = builder(setting, EXPIRY, recorder.events());
      return next != null
          ? evidence.pass()
          : evidence.fail(
              "still held after the time-to-live",
              Judgement.story("a killed holder keeps the resource", recorder.events()));
    }
  }

  private RecordedClient successor(Setting setting, Recorder recorder) {
    return new RecordedClient(recorder, processes, setting.connect(), setting.prefix());
  }

  /** One story, told until the holder was stopped in time, and stayed so. */
  private final class Telling {
    private final Setting setting;
    private final WorkerProcess holder;
    private final Story story;
    private final List<Event> all;

    Telling(Setting setting, WorkerProcess holder, Story story, List<Event> all) {
      this.setting = setting;
      this.holder = holder;
      this.story = story;
      this.all = all;
    }

    Evidence evidence() throws InterruptedException {
      Duration timeToLive = SHORT;
      for (int i = 0; i < ATTEMPTS; i++) {
        var recorder = new Recorder(System::nanoTime);
        String resource = story.question().check() + "." + i;
        if (tell(recorder, resource, timeToLive)) {
          setting.save(story.question().check(), LeaseHistory.fenced(recorder.events()));
          all.addAll(recorder.events());
          return judged(recorder.events());
        }
        timeToLive = timeToLive.multipliedBy(2);
      }
      return builder(setting, story.question(), List.of())
          .inconclusive("no successor took over from a holder that was stopped in its belief");
    }

    /** Returns whether the holder was stopped in its belief, and had a successor meanwhile. */
    private boolean tell(Recorder recorder, String resource, Duration timeToLive)
        throws InterruptedException {
      Long token = holder.acquire(recorder, resource, timeToLive);
      if (token == null) {
        return false; // the reply came after the validity
      }
      holder.raise(recorder, resource, token);
      holder.write(recorder, "write", resource, token, "first");
      if (!holder.look(recorder, resource, token)) {
        return false;
      }
      holder.pause(recorder, resource);
      try (var successor = successor(setting, recorder)) {
        FencedLease next = successor.await(resource, LONG, Expiry.of(timeToLive));
        if (next == null) {
          holder.resume();
          return false;
        }
        if (story.raises) {
          successor.raise(next);
        }
        successor.readPast(next);
        if (story.writesFirst) {
          successor.write(next, "second");
        }
        if (!holder.resume()) {
          return false;
        }
        holder.write(recorder, story.lateWrite, resource, token, "late");
        holder.look(recorder, resource, token);
        successor.look(next);
        if (!story.writesFirst) {
          successor.write(next, "second");
        }
      }
      return true;
    }

    private Evidence judged(List<Event> events) {
      var evidence = builder(setting, story.question(), events);
      Verdict verdict = LeaseHistory.judge(events, "acquire", "raise", "read", "write");
      if (verdict.isFail()) {
        var late = Judgement.story(verdict.explanation(), events);
        return story.expectsViolation()
            ? evidence.passBy(late)
            : evidence.fail(verdict.explanation(), late);
      }
      return story.expectsViolation()
          ? evidence.inconclusive("the late write did no harm: " + verdict.explanation())
          : Judgement.evidence(evidence, verdict);
    }
  }
}
