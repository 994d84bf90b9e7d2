// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockproof.lease.LeaseTerms;
import dev.lockproof.lease.RedlockRound;
import dev.lockproof.lease.RedlockRound.Answer;
import dev.lockproof.lease.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;

/**
 * Callers that share connections get their own answers, in time, whatever becomes of the others.
 */
@Timeout(60)
class CallersTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(100);

  private final List<BadServer> servers = new ArrayList<>();
  private Instances instances = open(1, LONG);

  private Instances open(long seed, Duration patience) {
    for (int i = 0; i < 5; i++) {
      servers.add(new BadServer(seed * 5 + i));
    }
    return connect(patience, servers.stream().map(server -> server.at("127.0.0.1")).toList());
  }

  private static Instances connect(Duration patience, List<HostAndPort> addresses) {
    return Instances.servers(addresses, DefaultJedisClientConfig.builder().build(), patience);
  }

  private void reopen(long seed, Duration patience) {
    close();
    servers.clear();
    instances = open(seed, patience);
  }

  @AfterEach
  void close() {
    instances.close();
    servers.forEach(BadServer::close);
  }

  private static RedlockRound round(int count) {
    return RedlockRound.begin(count, LeaseTerms.DEFAULT, 10_000, System.nanoTime());
  }

  private List<Answer> ask(Script script, String key) {
    List<String> arguments = script == Script.RELEASE ? List.of("me") : List.of("me", "10000");
    return instances.ask(round(instances.count()), script, List.of(key), arguments).answers();
  }

  private static void together(int threads, IntConsumer task) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    var start = new CountDownLatch(threads);
    var done = new ArrayList<Future<?>>();
    for (int i = 0; i < threads; i++) {
      int number = i;
      done.add(
          pool.submit(
              () -> {
                start.countDown();
                start.await();
                task.accept(number);
                return number;
              }));
    }
    pool.shutdown();
    for (Future<?> one : done) {
      one.get();
    }
  }

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
    assertThat(ask(Script.RELEASE, "yes1")).containsOnly(Answer.FAILED);
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
