// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.lease.RedlockRound.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers that share connections get their own answers, whatever becomes of the others. */
class CallersTest extends FiveBadServers {
  /** Answers are never swapped, in whatever pieces they come and wherever connections break. */
  @ParameterizedTest
  @Tag("redlock.quorum")
  @ValueSource(longs = {1, 2, 3})
  void ownAnswers(long seed) throws Exception {
    reopen(seed, Duration.ofSeconds(2));
    servers.forEach(server -> server.isPiecemeal = true);
    servers.forEach(server -> server.breaks = 0.02);
    var decided = new AtomicInteger();
    together(
        16,
        number -> {
          for (int i = 0; i < 60; i++) {
            boolean isYes = (number + i * 7) % 3 == 0;
            Script script = List.of(Script.GRANT_PLAIN, Script.RENEW, Script.RELEASE).get(i % 3);
            var answers = ask(script, (isYes ? "yes" : "no") + number + "-" + i);
            assertThat(answers).doesNotContain(isYes ? Answer.NO : Answer.YES);
            decided.addAndGet(answers.contains(isYes ? Answer.YES : Answer.NO) ? 1 : 0);
          }
        });
    assertThat(decided.get()).isGreaterThan(16 * 60 / 2);
  }

  /** An error of one key is the answer to its caller, and to nobody else. */
  @Test
  void ownErrors() throws Exception {
    together(
        8,
        number -> {
          for (int i = 0; i < 50; i++) {
            assertThat(ask(Script.RELEASE, (number % 2 == 0 ? "error" : "yes") + number))
                .containsAnyOf(number % 2 == 0 ? Answer.FAILED : Answer.YES)
                .doesNotContain(Answer.NO, number % 2 == 0 ? Answer.YES : Answer.FAILED);
          }
        });
  }

  /** A thousand callers at once are all served. */
  @Test
  void thousand() throws Exception {
    together(
        1000, number -> assertThat(ask(Script.GRANT_PLAIN, "yes" + number)).contains(Answer.YES));
  }

  /** Callers that ask together are asked for together. */
  @Test
  void combined() throws Exception {
    together(
        16,
        number -> {
          for (int i = 0; i < 100; i++) {
            ask(Script.GRANT_PLAIN, "yes" + number);
          }
        });
    assertThat(servers.get(0).requests).hasSizeBetween(100, 1599);
  }

  /** An interrupt is kept for the caller to see, and changes nothing else. */
  @Test
  void interrupted() throws Exception {
    together(
        8,
        number -> {
          for (int i = 0; i < 50; i++) {
            if (number % 2 == 0) {
              Thread.currentThread().interrupt();
            }
            assertThat(ask(Script.GRANT_PLAIN, "yes" + number)).contains(Answer.YES);
            assertThat(Thread.interrupted()).isEqualTo(number % 2 == 0);
          }
        });
  }
}
