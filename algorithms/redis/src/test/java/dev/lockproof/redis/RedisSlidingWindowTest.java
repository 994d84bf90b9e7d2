// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lockproof.rate.Decision;
import dev.lockproof.rate.Limiter;
import dev.lockproof.rate.SlidingWindowLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A sliding window in Redis, on the twin, whose clock is in the test's hand. */
class RedisSlidingWindowTest {
  private static final long SECOND = 1_000_000;
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  /** The time in microseconds. */
  private long now = 1_800_000_000 * SECOND;

  private final ScriptTwin twin = ScriptTwin.onMicros(() -> now);

  private RedisSlidingWindow window(long limit, Duration length) {
    return new RedisSlidingWindow(twin, "w", limit, length);
  }

  /** Every answer is that of the local log, whose bound is checked on all windows. */
  @ParameterizedTest(name = "{0} each {1}")
  @CsvSource({"1, PT24H", "7, PT24H", "1, PT1S", "60, PT1S", "5, PT0.00001S", "3, PT0.000001S"})
  @Tag("redis-sliding-window.window")
  @Tag("redis-sliding-window.exact")
  @Tag("redis-sliding-window.retry")
  void answersAsTheLocalLog(int limit, Duration length) {
    for (int seed = 0; seed < 10; seed++) {
      var random = new Random(seed);
      Limiter ours = window(limit, length).limiter("k" + random.nextLong());
      var local = new SlidingWindowLog(limit, length, () -> now * 1_000);
      for (int i = 0; i < 200; i++) {
        long permits = 1 + (long) (random.nextDouble() * random.nextDouble() * limit);
        Decision decision = ours.decide(permits);
        assertThat(decision).isEqualTo(local.decide(permits));
        now += pause(random, decision);
      }
    }
  }

  /** Returns how long to wait: often not at all, or to the very edge of the next admission. */
  private static long pause(Random random, Decision decision) {
    long retry = decision.retryAfter().toNanos() / 1_000;
    long reset = decision.resetAfter().toNanos() / 1_000;
    return switch (random.nextInt(7)) {
      case 0, 1 -> 0;
      case 2 -> 1;
      case 3 -> Math.max(0, retry - 1);
      case 4 -> retry;
      case 5 -> reset + random.nextInt(2_000_000);
      default -> (long) (random.nextDouble() * 2 * reset);
    };
  }

  /** On a clock that goes back as on one that stands still: the bound, and nothing else refused. */
  @ParameterizedTest(name = "{0} each {1} us")
  @CsvSource({"1, 1", "3, 10", "5, 700000", "4, 1500000", "20, 86400000000"})
  @Tag("redis-sliding-window.window")
  @Tag("redis-sliding-window.exact")
  @Tag("redis-sliding-window.retry")
  void aClockThatGoesBackStandsStill(long limit, long length) {
    for (int seed = 0; seed < 20; seed++) {
      var random = new Random(seed);
      RedisSlidingWindow window = window(limit, Duration.ofNanos(1_000 * length));
      var admitted = new ArrayList<Long>();
      long latest = now;
      for (int i = 0; i < 200; i++) {
        long permits = random.nextLong(1, limit + 1);
        long time = admitted.isEmpty() ? now : Math.max(now, admitted.get(admitted.size() - 1));
        Decision decision = window.decide("k" + seed, permits);
        boolean fits = count(admitted, time, length) + permits <= limit;
        assertThat(decision.allowed()).isEqualTo(fits);
        if (fits) {
          admitted.addAll(Collections.nCopies((int) permits, time));
        } else {
          long retry = now + decision.retryAfter().toNanos() / 1_000;
          assertThat(count(admitted, retry, length) + permits).isLessThanOrEqualTo(limit);
          assertThat(count(admitted, retry - 1, length) + permits).isGreaterThan(limit);
        }
        assertThat(decision.remaining()).isEqualTo(limit - count(admitted, time, length));
        now = Math.max(latest - SECOND, now + step(random, length));
        latest = Math.max(latest, now);
      }
    }
  }

  private static long step(Random random, long length) {
    return switch (random.nextInt(5)) {
      case 0 -> 0;
      case 1 -> -1;
      case 2 -> length / 3;
      case 3 -> -(long) random.nextInt(1_000_001);
      default -> (long) (random.nextDouble() * 2 * length);
    };
  }

  private static long count(List<Long> admitted, long time, long length) {
    return admitted.stream().filter(at -> time - at < length).count();
  }

  /** Requests of the same microsecond count one by one (G22). */
  @Test
  @Tag("redis-sliding-window.window")
  void requestsOfOneMomentAllCount() {
    RedisSlidingWindow window = window(3, TEN_SECONDS);
    assertThat(window.decide("k", 2)).isEqualTo(decision(true, 1, 0, 10));
    assertThat(window.decide("k")).isEqualTo(decision(true, 0, 0, 10));
    assertThat(window.decide("k")).isEqualTo(decision(false, 0, 10, 10));
    assertThat(window.tryAcquire("other", 3)).isTrue();
    now += 10 * SECOND - 1;
    assertThat(window.tryAcquire("k")).isFalse();
    now++;
    assertThat(window.tryAcquire("k", 3)).isTrue();
  }

  private static Decision decision(boolean allowed, long remaining, long retry, long reset) {
    return new Decision(allowed, remaining, Duration.ofSeconds(retry), Duration.ofSeconds(reset));
  }

  /** A clock that was ahead by longer than a key stays, and comes back, gives a limit twice. */
  @Test
  @Tag("redis-sliding-window.window-clock-jump")
  void aClockThatComesBackFromFarGivesTwice() {
    RedisSlidingWindow window = window(5, TEN_SECONDS);
    assertThat(window.tryAcquire("k", 5)).isTrue();
    now += 11 * SECOND;
    assertThat(twin.expiryTime("w:k")).isPositive();
    now += 2_000;
    assertThat(twin.expiryTime("w:k")).isEqualTo(-2);
    now -= 11 * SECOND + 2_000;
    assertThat(window.tryAcquire("k", 5)).isTrue();
  }

  /** A key stays for a second after nothing counts, and a millisecond at most beyond. */
  @Test
  @Tag("redis-sliding-window.expiry")
  void theKeyOfAnEmptyWindowExpires() {
    now += 1;
    Decision decision = window(7, TEN_SECONDS).decide("k", 2);
    long end = now + decision.resetAfter().toNanos() / 1_000;
    assertThat(twin.expiryTime("w:k")).isBetween(end / 1_000 + 1_000, end / 1_000 + 1_001);
  }

  /** Other terms count what was admitted by these, as far as it is still known. */
  @Test
  @Tag("redis-sliding-window.window")
  void termsMayChange() {
    assertThat(window(10, TEN_SECONDS).tryAcquire("k", 8)).isTrue();
    now += 4 * SECOND;
    RedisSlidingWindow small = window(5, TEN_SECONDS);
    assertThat(small.decide("k")).isEqualTo(decision(false, 0, 6, 6));
    assertThat(window(12, TEN_SECONDS).decide("k", 4)).isEqualTo(decision(true, 0, 0, 10));
    RedisSlidingWindow quick = window(5, Duration.ofSeconds(1));
    now += SECOND;
    assertThat(quick.decide("k", 5)).isEqualTo(decision(true, 0, 0, 1));
    assertThat(small.decide("k")).isEqualTo(decision(false, 0, 10, 10));
  }

  /** A request that can never be admitted is an error of the caller. */
  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 11, Long.MAX_VALUE})
  void refusesImpossibleRequests(long permits) {
    RedisSlidingWindow window = window(10, TEN_SECONDS);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> window.tryAcquire("k", permits))
        .withMessage("a request is for 1 to 10 permits, the limit, not " + permits);
    assertThat(window.tryAcquire("k", 10)).isTrue();
  }

  /** A window that could not be exact is not made. */
  @Test
  void refusesWhatDoesNotFit() {
    long most = 1L << 51;
    assertThat(window(most, TEN_SECONDS).tryAcquire("k", most)).isTrue();
    for (long limit : new long[] {Long.MIN_VALUE, 0, most + 1}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> window(limit, TEN_SECONDS))
          .withMessageEndingWith("a limit from 1 to %d permits, not %d".formatted(most, limit));
    }
    for (String length : List.of("PT0S", "PT-1S", "PT0.000000001S", "PT876000H0.000001S")) {
      assertThatIllegalArgumentException().isThrownBy(() -> window(1, Duration.parse(length)));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> window(1, Duration.ofDays(36_501)))
        .withMessageContaining("whole microseconds up to PT876000H");
  }

  /** An answer that is none leaves the outcome unknown. */
  @Test
  void refusesNonsense() {
    for (List<String> answer :
        List.of(List.of("TAKEN"), List.of("TAKEN", "x", "0", "0"), List.of("TAKEN", "1", "0"))) {
      var window = new RedisSlidingWindow((script, keys, terms) -> answer, "w", 1, TEN_SECONDS);
      assertThatExceptionOfType(NoReplyException.class)
          .isThrownBy(() -> window.tryAcquire("k"))
          .withMessageContaining("nonsense");
    }
  }
}
