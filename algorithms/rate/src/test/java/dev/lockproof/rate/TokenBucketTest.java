// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final AtomicLong now = new AtomicLong();

  private TokenBucket bucket(long burst, Rate rate) {
    return new TokenBucket(burst, rate, now::get);
  }

  /** Claim token-bucket.window: of many threads at one moment, so many are admitted as fit. */
  @Test
  @Tag("token-bucket.window")
  void admitsTheBurstAtOnce() throws InterruptedException {
    TokenBucket bucket = bucket(1000, Rate.perSecond(1));
    assertThat(admittedByFour(bucket::tryAcquire)).isEqualTo(1000);
    now.addAndGet(3 * SECOND.toNanos());
    assertThat(admittedByFour(() -> bucket.decide().allowed())).isEqualTo(3);
  }

  /** Claim token-bucket.window: on the system's clock, no more than came in since the start. */
  @Test
  @Tag("token-bucket.window")
  void keepsTheBoundOnTheSystemClock() throws InterruptedException {
    long start = System.nanoTime();
    var bucket = new TokenBucket(10, Rate.perSecond(1_000_000));
    long admitted = admittedByFour(bucket::tryAcquire);
    assertThat(admitted).isBetween(10L, 10 + (System.nanoTime() - start) / 1000);
  }

  private static long admittedByFour(BooleanSupplier request) throws InterruptedException {
    var admitted = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      var thread =
          new Thread(
              () -> {
                for (int n = 0; n < 2000; n++) {
                  admitted.addAndGet(request.getAsBoolean() ? 1 : 0);
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return admitted.get();
  }

  /** Claim token-bucket.window: a clock that goes back and forth gives nothing twice. */
  @Test
  @Tag("token-bucket.window")
  void givesNothingTwice() {
    TokenBucket bucket = bucket(2, Rate.perSecond(1));
    assertThat(bucket.tryAcquire(2)).isTrue();
    for (int i = 0; i < 10; i++) {
      now.addAndGet(-SECOND.toNanos());
      assertThat(bucket.tryAcquire()).isFalse();
      now.addAndGet(SECOND.toNanos());
      assertThat(bucket.tryAcquire()).isFalse();
    }
    now.addAndGet(-Long.MAX_VALUE);
    assertThat(bucket.decide().allowed()).isFalse();
  }

  /** Claim token-bucket.exact: who asks all the time gets all that comes in. */
  @Test
  @Tag("token-bucket.exact")
  void losesNoFraction() {
    TokenBucket bucket = bucket(2, new Rate(3, Duration.ofNanos(10)));
    long admitted = 0;
    for (int i = 0; i <= 100_000; i++) {
      admitted += bucket.tryAcquire() ? 1 : 0;
      now.incrementAndGet();
    }
    assertThat(admitted).isEqualTo(2 + 30_000);
  }

  /** Claim token-bucket.exact: after idleness of any length the bucket is full, and no fuller. */
  @ParameterizedTest
  @ValueSource(longs = {1_000_000_000, 10_000_000_000L, 1L << 40, 1L << 62, Long.MAX_VALUE})
  @Tag("token-bucket.exact")
  void isFullAfterLongIdleness(long idle) {
    for (long rate : new long[] {1, 7, 1_000_000_000, 999_999_937}) {
      now.set(Long.MAX_VALUE - 5); // the origin is arbitrary: the clock may pass the largest long
      TokenBucket bucket = bucket(rate, Rate.perSecond(rate));
      assertThat(bucket.tryAcquire(rate)).isTrue();
      now.addAndGet(idle);
      assertThat(bucket.tryAcquire(rate)).isTrue();
      assertThat(bucket.tryAcquire()).isFalse();
    }
  }

  /** Claim token-bucket.retry: a clock that went back has to catch up. */
  @Test
  @Tag("token-bucket.retry")
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
  @Tag("token-bucket.retry")
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
  @Tag("token-bucket.retry")
  void roundsUp() {
    TokenBucket bucket = bucket(1, Rate.perSecond(3));
    assertThat(bucket.tryAcquire()).isTrue();
    assertThat(bucket.decide().retryAfter()).isEqualTo(Duration.ofNanos(333_333_334));
  }

  /** Claim token-bucket.linearizable: refused requests leave no trace. */
  @Test
  @Tag("token-bucket.linearizable")
  void refusalsCostNothing() {
    TokenBucket bucket = bucket(3, Rate.perSecond(1));
    assertThat(bucket.tryAcquire(2)).isTrue();
    for (int i = 0; i < 100; i++) {
      assertThat(bucket.tryAcquire(2)).isFalse();
      assertThat(bucket.decide(3).allowed()).isFalse();
    }
    assertThat(bucket.tryAcquire()).isTrue();
  }

  /** A request that can never be admitted is an error of the caller. */
  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 11, Long.MAX_VALUE})
  void refusesImpossibleRequests(long permits) {
    TokenBucket bucket = bucket(10, Rate.perSecond(1));
    assertThatThrownBy(() -> bucket.tryAcquire(permits))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a request is for 1 to 10 permits, the burst, not " + permits);
    assertThatThrownBy(() -> bucket.decide(permits)).isInstanceOf(IllegalArgumentException.class);
    assertThat(bucket.tryAcquire(10)).isTrue();
  }

  /** A bucket that could not be exact is not made. */
  @Test
  void refusesWhatDoesNotFit() {
    var daily = new Rate(99_991, Duration.ofDays(1)); // a prime
    assertThat(bucket(53_375, daily).tryAcquire(53_375)).isTrue();
    assertThatThrownBy(() -> bucket(53_376, daily))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a burst from 1 to 53375, not 53376")
        .hasMessageContaining("99991");
    assertThatThrownBy(() -> bucket(0, daily)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> bucket(1, Rate.perSecond(Long.MAX_VALUE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 1 to 0");
  }
}
