// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("token-bucket.window")
@Tag("token-bucket.exact")
@Tag("token-bucket.retry")
@Tag("token-bucket.linearizable")
class TokenBucketTest extends ExactLimiterTest {
  /** Two thirds of a permit each nanosecond, in units so small that an era has four nanoseconds. */
  static final Rate FINEST = new Rate((1L << 59) - 1, Duration.ofNanos(3 * (1L << 58) - 1));

  @Override
  Limiter limiter(long permits, Duration period, LongSupplier clock) {
    return new TokenBucket(permits, new Rate(Math.max(1, permits), period), clock);
  }

  private TokenBucket bucket(long burst, Rate rate) {
    return new TokenBucket(burst, rate, now::get);
  }

  /** Claim token-bucket.window: on the system's clock, no more than came in since the start. */
  @Test
  void keepsTheBoundOnTheSystemClock() throws InterruptedException {
    long start = System.nanoTime();
    var bucket = new TokenBucket(10, Rate.perSecond(1_000_000));
    long admitted = admittedByFour(bucket::tryAcquire);
    assertThat(admitted).isBetween(10L, 10 + (System.nanoTime() - start) / 1000);
  }

  /** Claim token-bucket.window: nobody is admitted unseen while eras follow each other. */
  @Test
  void keepsTheBoundInManyEras() throws InterruptedException {
    var ticks = new AtomicLong();
    var bucket = new TokenBucket(2, FINEST, ticks::incrementAndGet);
    long admitted = admittedByFour(bucket::tryAcquire);
    assertThat(admitted).isBetween(2L, 2 + ticks.get() * 2 / 3);
  }

  /** Claim token-bucket.exact: who asks all the time gets all that comes in. */
  @Test
  void losesNoFraction() {
    TokenBucket bucket = bucket(2, new Rate(3, Duration.ofNanos(10)));
    assertThat(admittedInTicks(bucket, 100_000)).isEqualTo(2 + 30_000);
  }

  /** Claim token-bucket.exact: nor is a fraction lost when an era ends. */
  @Test
  void losesNoFractionBetweenEras() {
    assertThat(admittedInTicks(bucket(2, FINEST), 30_000)).isEqualTo(2 + 20_000 - 1);
  }

  private long admittedInTicks(TokenBucket bucket, int ticks) {
    long admitted = 0;
    for (int i = 0; i <= ticks; i++) {
      admitted += bucket.tryAcquire() ? 1 : 0;
      now.incrementAndGet();
    }
    return admitted;
  }

  /** Claim token-bucket.exact: after idleness of any length the bucket is full, and no fuller. */
  @ParameterizedTest
  @ValueSource(longs = {1_000_000_000, 10_000_000_000L, 1L << 40, 1L << 62, Long.MAX_VALUE})
  void isFullAfterLongIdleness(long idle) {
    for (long rate : new long[] {1, 7, 1_000_000_000, 999_999_937}) {
      TokenBucket bucket = bucket(rate, Rate.perSecond(rate));
      assertThat(bucket.tryAcquire(rate)).isTrue();
      now.addAndGet(idle);
      assertThat(bucket.tryAcquire(rate)).isTrue();
      assertThat(bucket.tryAcquire()).isFalse();
    }
  }

  /** Claim token-bucket.retry: a clock that went back has to catch up. */
  @Test
  void waitsForAClockThatWentBack() {
    TokenBucket bucket = bucket(1, Rate.perSecond(1));
    now.addAndGet(-1);
    assertThat(bucket.decide())
        .isEqualTo(new Decision(false, 0, Duration.ofNanos(1), Duration.ofNanos(1)));
    now.addAndGet(1);
    assertThat(bucket.tryAcquire()).isTrue();
  }

  /** Claim token-bucket.retry: a decision says what is left and when to come back. */
  @Test
  void saysWhatIsLeftAndWhenToComeBack() {
    TokenBucket bucket = bucket(10, Rate.perSecond(4));
    assertThat(bucket.decide(9))
        .isEqualTo(new Decision(true, 1, Duration.ZERO, Duration.ofMillis(2250)));
    assertThat(bucket.decide(3))
        .isEqualTo(new Decision(false, 1, Duration.ofMillis(500), Duration.ofMillis(2250)));
    assertThat(bucket.decide())
        .isEqualTo(new Decision(true, 0, Duration.ZERO, Duration.ofMillis(2500)));
  }

  /** Claim token-bucket.retry: times are rounded up, as the next nanosecond is the first. */
  @Test
  void roundsUp() {
    TokenBucket bucket = bucket(1, Rate.perSecond(3));
    assertThat(bucket.tryAcquire()).isTrue();
    assertThat(bucket.decide().retryAfter()).isEqualTo(Duration.ofNanos(333_333_334));
  }

  /** A bucket that could not be exact is not made. */
  @Test
  void refusesWhatDoesNotFit() {
    var daily = new Rate(99_991, Duration.ofDays(1)); // a prime
    assertThat(bucket(26_687, daily).tryAcquire(26_687)).isTrue();
    assertThatThrownBy(() -> bucket(26_688, daily))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds from 1 to 26687 permits, not 26688")
        .hasMessageContaining("99991");
    assertThatThrownBy(() -> bucket(1, Rate.perSecond(Long.MAX_VALUE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 1 to 0");
  }
}
