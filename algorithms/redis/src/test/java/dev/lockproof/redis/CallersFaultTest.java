// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockproof.lease.RedlockRound.Answer;
import dev.lockproof.lease.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Servers that say nothing, forget, hang up or are counted twice, under callers that share. */
class CallersFaultTest extends FiveBadServers {
  /** Nobody waits longer than with patience, though most servers do not answer some requests. */
  @Test
  @Tag("redlock.quorum")
  void patience() throws Exception {
    reopen(1, SHORT);
    ask(Script.GRANT_PLAIN, "yes");
    servers.subList(0, 3).forEach(server -> server.isMute = request -> true);
    together(
        8,
        number -> {
          long start = System.nanoTime();
          assertThat(ask(Script.RELEASE, "yes" + number)).doesNotContain(Answer.NO);
          long took = System.nanoTime() - start;
          assertThat(Duration.ofNanos(took)).isLessThan(SHORT.multipliedBy(20));
        });
  }

  /** Two servers that say nothing any more delay the callers once, not each time. */
  @Test
  @Tag("redlock.quorum")
  void silent() throws Exception {
    reopen(1, Duration.ofSeconds(1));
    ask(Script.GRANT_PLAIN, "yes");
    servers.subList(0, 2).forEach(server -> server.isMute = request -> true);
    long start = System.nanoTime();
    together(
        8,
        number -> {
          for (int i = 0; i < 100; i++) {
            assertThat(ask(Script.GRANT_PLAIN, "yes" + number))
                .filteredOn(Answer.YES::equals)
                .hasSize(3);
          }
        });
    long took = System.nanoTime() - start;
    assertThat(Duration.ofNanos(took)).isLessThan(Duration.ofSeconds(10));
  }

  /** Closing ends what is under way, and everything later is refused. */
  @Test
  void closedInUse() throws Exception {
    var refused = new AtomicInteger();
    servers.forEach(server -> server.isMute = request -> request.contains("no"));
    together(
        8,
        number -> {
          if (number == 0) {
            instances.close();
          } else {
            try {
              assertThat(ask(Script.GRANT_PLAIN, "no")).doesNotContain(Answer.YES, Answer.NO);
            } catch (StoreException e) {
              refused.incrementAndGet();
            }
          }
        });
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> ask(Script.GRANT_PLAIN, "yes"))
        .withMessageContaining("closed");
    assertThat(refused.get()).isBetween(0, 7);
  }

  /** A release that went down with its connection is sent on the next one. */
  @Test
  @Tag("redlock.release")
  void releasedAgain() {
    ask(Script.GRANT_PLAIN, "yes1");
    servers.forEach(server -> server.isFatal = request -> request.contains("yes1"));
    assertThat(ask(Script.RELEASE, "yes1")).containsOnly(Answer.AWAITED);
    servers.forEach(server -> server.isFatal = request -> false);
    eventually(() -> servers.stream().allMatch(server -> server.released.contains("yes1")));
  }

  /** A server that forgot the scripts is told them again, and of the releases. */
  @Test
  @Tag("redlock.release")
  void forgotten() {
    ask(Script.GRANT_PLAIN, "yes");
    servers.forEach(server -> server.known.clear());
    assertThat(ask(Script.RELEASE, "yes1")).contains(Answer.FAILED);
    eventually(() -> servers.stream().allMatch(server -> server.released.contains("yes1")));
  }

  private void eventually(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      ask(Script.GRANT_PLAIN, "yes");
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
    }
  }

  /** Two addresses of one server have one vote. */
  @Test
  @Tag("redlock.quorum")
  void oneServerOneVote() {
    BadServer one = servers.get(0);
    BadServer other = servers.get(1);
    try (var twice =
        connect(LONG, List.of(one.at("localhost"), one.at("127.0.0.1"), other.at("127.0.0.1")))) {
      var arguments = List.of("me", "10000");
      assertThat(twice.ask(round(3), Script.GRANT_PLAIN, List.of("no"), arguments).answers())
          .containsOnlyOnce(Answer.FAILED);
    }
  }
}
