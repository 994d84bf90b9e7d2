// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lockproof.rate.Decision;
import dev.lockproof.rate.Limiter;
import dev.lockproof.rate.Rate;
import dev.lockproof.rate.TokenBucket;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bucket in Redis, on the twin, whose clock is in the test's hand. */
class RedisTokenBucketTest {
  private static final long SECOND = 1_000_000;

  /** The time in microseconds. */
  private long now = 1_800_000_000 * SECOND;

  private final ScriptTwin twin = ScriptTwin.onMicros(() -> now);

  private RedisTokenBucket bucket(long burst, Rate rate) {
    return new RedisTokenBucket(twin, "b", burst, rate);
  }

  /** Every answer is that of the local bucket, whose bound is checked on all windows. */
  @ParameterizedTest(name = "{0} and {1} each {2}")
  @CsvSource({
    "1, 1, PT24H",
    "3, 7, PT24H",
    "20000, 99991, PT24H",
    "1, 1, PT1S",
    "5, 3, PT1S",
    "60, 60, PT1S",
    "10, 999999937, PT1S",
    "1000000000, 1000000000, PT1S",
    "7, 3, PT0.00001S",
    "4, 7, PT0.000002S"
  })
  @Tag("redis-bucket.window")
  @Tag("redis-bucket.exact")
  @Tag("redis-bucket.retry")
  void answersAsTheLocalBucket(long burst, long permits, Duration period) {
    for (int seed = 0; seed < 10; seed++) {
      run(burst, new Rate(permits, period), new Random(seed), false);
    }
  }

  /** The same when the clock goes back by up to a second, but for the times. */
  @ParameterizedTest(name = "{0} and {1} each {2}")
  @CsvSource({"5, 3, PT1S", "10, 999999937, PT1S", "7, 3, PT0.00001S", "3, 7, PT24H"})
  @Tag("redis-bucket.window")
  @Tag("redis-bucket.exact")
  void answersTheSameOnAClockThatGoesBack(long burst, long permits, Duration period) {
    for (int seed = 0; seed < 10; seed++) {
      run(burst, new Rate(permits, period), new Random(seed), true);
    }
  }

  private void run(long burst, Rate rate, Random random, boolean back) {
    String key = "k" + random.nextLong();
    Limiter ours = bucket(burst, rate).limiter(key);
    var local = new TokenBucket(burst, rate, () -> now * 1_000);
    long latest = now;
    for (int i = 0; i < 200; i++) {
      long permits = 1 + (long) (random.nextDouble() * random.nextDouble() * burst);
      Decision expected = local.decide(permits);
      Decision decision = ours.decide(permits);
      assertThat(decision.allowed()).isEqualTo(expected.allowed());
      assertThat(decision.remaining()).isEqualTo(expected.remaining());
      if (!back) {
        assertThat(decision.retryAfter()).isEqualTo(micros(expected.retryAfter()));
        assertThat(decision.resetAfter()).isEqualTo(micros(expected.resetAfter()));
      }
      now = Math.max(latest - SECOND, now + pause(random, decision, back));
      latest = Math.max(latest, now);
    }
  }

  /** Rounds up. */
  private static Duration micros(Duration exact) {
    return exact.plusNanos(999).truncatedTo(ChronoUnit.MICROS);
  }

  /** Returns how long to wait: often not at all, or to the very edge of the next admission. */
  private static long pause(Random random, Decision decision, boolean back) {
    long retry = decision.retryAfter().toNanos() / 1_000;
    long reset = decision.resetAfter().toNanos() / 1_000;
    return switch (random.nextInt(back ? 10 : 8)) {
      case 0, 1 -> 0;
      case 2 -> 1;
      case 3 -> Math.max(0, retry - 1);
      case 4 -> retry;
      case 5 -> reset;
      case 6 -> reset + random.nextInt(2_000_000);
      case 7 -> (long) (random.nextDouble() * 2 * reset);
      case 8 -> -1;
      default -> -(long) random.nextInt(1_000_001);
    };
  }

  /** The request that finds no key pays for itself (G1). */
  @Test
  @Tag("redis-bucket.window")
  void theFirstRequestPays() {
    RedisTokenBucket bucket = bucket(2, Rate.perSecond(4));
    assertThat(bucket.decide("k"))
        .isEqualTo(new Decision(true, 1, Duration.ZERO, Duration.ofMillis(250)));
    assertThat(bucket.tryAcquire("k", 2)).isFalse();
    assertThat(bucket.tryAcquire("k")).isTrue();
    assertThat(bucket.decide("k"))
        .isEqualTo(new Decision(false, 0, Duration.ofMillis(250), Duration.ofMillis(500)));
    assertThat(bucket.tryAcquire("other", 2)).isTrue();
  }

  /** A clock that was ahead by longer than a key stays, and comes back, gives a burst twice. */
  @Test
  @Tag("redis-bucket.window-clock-jump")
  void aClockThatComesBackFromFarGivesTwice() {
    RedisTokenBucket bucket = bucket(5, Rate.perSecond(5));
    assertThat(bucket.tryAcquire("k", 5)).isTrue();
    now += 2 * SECOND;
    assertThat(twin.expiryTime("b:k")).isPositive();
    now += 2_000;
    assertThat(twin.expiryTime("b:k")).isEqualTo(-2);
    now -= 2 * SECOND + 2_000;
    assertThat(bucket.tryAcquire("k", 5)).isTrue();
  }

  /** A key stays for a second after its bucket is full, and two milliseconds at most beyond. */
  @Test
  @Tag("redis-bucket.expiry")
  void theKeyOfAFullBucketExpires() {
    Decision decision = bucket(7, new Rate(3, SECONDS)).decide("k", 2);
    long full = now + decision.resetAfter().toNanos() / 1_000;
    assertThat(twin.expiryTime("b:k")).isBetween(full / 1_000 + 1_000, full / 1_000 + 1_002);
  }

  private static final Duration SECONDS = Duration.ofSeconds(10);

  /** Of several buckets all give, or none; the tightest is told. */
  @Test
  @Tag("redis-bucket.together")
  void takesFromAllOrNone() {
    var user = new RedisTokenBucket(twin, "user", 2, Rate.perSecond(1));
    var tenant = new RedisTokenBucket(twin, "tenant", 3, Rate.perSecond(2));
    assertThat(together(user.demand("ann", 1), tenant.demand("acme", 1)))
        .isEqualTo(new Decision(true, 1, Duration.ZERO, Duration.ofSeconds(1)));
    assertThat(together(user.demand("bob", 2), tenant.demand("acme", 2)).allowed()).isTrue();
    assertThat(together(user.demand("ann", 1), tenant.demand("acme", 1)))
        .isEqualTo(new Decision(false, 0, Duration.ofMillis(500), Duration.ofMillis(1500)));
    assertThat(together(tenant.demand("acme", 1), user.demand("bob", 1)))
        .isEqualTo(new Decision(false, 0, Duration.ofSeconds(1), Duration.ofSeconds(2)));
    assertThat(user.decide("ann").remaining()).isZero(); // one of two was left
  }

  private static Decision together(RedisTokenBucket.Demand... demands) {
    return RedisTokenBucket.decideAll(List.of(demands));
  }

  /** Demands that no script can meet are errors of the caller. */
  @Test
  @Tag("redis-bucket.together")
  void refusesDemandsThatDoNotFitTogether() {
    RedisTokenBucket bucket = bucket(2, Rate.perSecond(1));
    var elsewhere = new RedisTokenBucket(new ScriptTwin(() -> 0), "b", 2, Rate.perSecond(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> together(bucket.demand("k", 1), bucket.demand("k", 1)))
        .withMessageContaining("each of another bucket than [b:k]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> together(bucket.demand("k", 1), elsewhere.demand("l", 1)));
    assertThatIllegalArgumentException().isThrownBy(() -> together());
    assertThat(bucket.decide("k").remaining()).isEqualTo(1);
  }

  /** Under other terms as many permits are missing as before, at most all. */
  @Test
  @Tag("redis-bucket.terms")
  void keepsWhatIsMissingWhenTheTermsChange() {
    RedisTokenBucket slow = bucket(10, new Rate(1, Duration.ofSeconds(7)));
    RedisTokenBucket fast = bucket(10, Rate.perSecond(3));
    RedisTokenBucket small = bucket(2, Rate.perSecond(1_000_000_000));
    assertThat(slow.tryAcquire("k", 4)).isTrue();
    assertThat(fast.decide("k", 7).retryAfter()).isEqualTo(Duration.ofNanos(333_334_000));
    assertThat(fast.decide("k", 5).remaining()).isEqualTo(1);
    assertThat(slow.decide("k", 2).retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(small.decide("k", 1).retryAfter()).isEqualTo(Duration.of(1, ChronoUnit.MICROS));
    now -= 2L * 365 * 86_400 * SECOND;
    assertThat(small.decide("k", 2).allowed()).isFalse();
  }

  /** A request that can never be admitted is an error of the caller. */
  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 11, Long.MAX_VALUE})
  void refusesImpossibleRequests(long permits) {
    RedisTokenBucket bucket = bucket(10, Rate.perSecond(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bucket.tryAcquire("k", permits))
        .withMessage("a request is for 1 to 10 permits, the burst, not " + permits);
    assertThat(bucket.tryAcquire("k", 10)).isTrue();
  }

  /** A bucket that could not be exact is not made. */
  @Test
  void refusesWhatDoesNotFit() {
    var daily = new Rate(99_991, Duration.ofDays(1)); // a prime
    assertThat(bucket(52_124, daily).tryAcquire("k", 52_124)).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bucket(52_125, daily))
        .withMessageContaining("a burst from 1 to 52124, not 52125");
    assertThatIllegalArgumentException().isThrownBy(() -> bucket(0, daily));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bucket(1, Rate.perSecond(Long.MAX_VALUE)))
        .withMessageContaining("from 1 to 0");
  }

  /** An answer that is none leaves the outcome unknown. */
  @Test
  void refusesNonsense() {
    for (List<String> answer :
        List.of(List.of("TAKEN"), List.of("TAKEN", "x", "0", "0"), List.of("TAKEN", "1", "0"))) {
      var bucket =
          new RedisTokenBucket((script, keys, arguments) -> answer, "b", 1, Rate.perSecond(1));
      assertThatExceptionOfType(NoReplyException.class)
          .isThrownBy(() -> bucket.tryAcquire("k"))
          .withMessageContaining("nonsense");
    }
  }
}
