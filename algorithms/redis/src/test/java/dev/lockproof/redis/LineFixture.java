// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Those who wait, with the clock, the notices and the store in the test's hand. */
abstract class LineFixture {
  static final Duration PATIENCE = Duration.ofMinutes(1);
  static final long POLL = TimeUnit.SECONDS.toNanos(10);

  long now;
  boolean isListening;
  int listeners;
  Runnable news = () -> {};

  /** What happens instead of waiting. */
  Waiting waiting = (permits, nanos) -> rest(nanos);

  /** How long was waited, each time. */
  final List<Long> rests = new ArrayList<>();

  final Deque<Runnable> tasks = new ArrayDeque<>();

  private final Notices notices =
      (channel, told) -> {
        listeners++;
        news = told;
        return new Notices.Listener() {
          @Override
          public boolean isListening() {
            return isListening;
          }

          @Override
          public void close() {
            listeners--;
          }
        };
      };

  private final Pace pace =
      new Pace(
          () -> now,
          (permits, nanos) -> waiting.await(permits, nanos),
          new Backoff(new Random(1)),
          POLL);
  final Lines lines =
      new Lines(
          notices,
          pace,
          (nanos, task) -> {
            tasks.add(task);
            return () -> {};
          });

  final void rest(long nanos) {
    rests.add(nanos);
    now += nanos;
  }

  static Attempt<String> miss(long millis) {
    return new Attempt<>(Optional.empty(), millis);
  }

  static Attempt<String> grant() {
    return new Attempt<>(Optional.of("lease"), 1_000);
  }

  /** What the store says to a request. */
  interface Answer extends Supplier<Attempt<String>> {}

  /** Answers with one after the other. */
  static Answer store(Answer... answers) {
    var left = new ArrayDeque<>(List.of(answers));
    return () -> left.remove().get();
  }

  final String acquire(Answer store) throws InterruptedException {
    return lines.acquire("r", "channel", PATIENCE, store);
  }
}
