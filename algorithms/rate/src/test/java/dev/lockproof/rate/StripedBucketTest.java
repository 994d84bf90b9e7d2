// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("striped-bucket.window")
@Tag("striped-bucket.slack")
class StripedBucketTest extends LimiterTest {
  private static final int STRIPES = 4;
  private static final int DRAW = 8;
  private static final int SLACK = STRIPES * (DRAW - 1);
  private static final int REQUESTS = 3000;

  /** Whose request the next one is. */
  private final AtomicLong thread = new AtomicLong();

  /** The largest request is as large as the bucket in the middle. */
  @Override
  Limiter limiter(long permits, Duration period, LongSupplier clock) {
    var rate = new Rate(Math.max(1, permits), period);
    return permits < DRAW
        ? new StripedBucket(permits, rate, STRIPES, 1, clock)
        : new StripedBucket(permits + SLACK, rate, STRIPES, DRAW, clock);
  }

  private StripedBucket bucket(long burst, Rate rate) {
    return new StripedBucket(burst, rate, STRIPES, DRAW, now::get, thread::get);
  }

  /**
   * Claims striped-bucket.window, striped-bucket.slack: in any schedule what is admitted keeps the
   * bound on every window, and what is refused would not keep that of twice the slack less.
   */
  @ParameterizedTest
  @CsvSource({"64, 3, PT1S", "100, 7, PT0.00000001S", "80, 1000000007, PT0.000000003S"})
  void keepsItsBounds(long burst, long permits, Duration period) {
    var rate = new Rate(permits, period);
    now.set(0);
    for (int seed = 0; seed < 3; seed++) {
      var random = new Random(seed);
      var bound = new WindowBound(burst, rate, now.get());
      var less = new WindowBound(burst - 2 * SLACK, rate, now.get());
      StripedBucket bucket = bucket(burst, rate);
      for (int i = 0; i < REQUESTS / 10; i++) {
        thread.set(random.nextInt(STRIPES));
        if (bucket.tryAcquire()) {
          assertThat(bound.admits(1, now.get())).isTrue();
          bound.admit(1, now.get());
          less.admit(1, now.get());
        } else {
          assertThat(less.admits(1, now.get())).isFalse();
          now.addAndGet((long) (random.nextDouble() * 2 * period.toNanos() / permits * burst));
        }
      }
    }
  }

  /** Claim striped-bucket.window: the burst is reached, when stripes hold what they may. */
  @Test
  void admitsTheWholeBurst() {
    StripedBucket bucket = bucket(100, Rate.perSecond(10));
    for (int stripe = 0; stripe < STRIPES; stripe++) {
      thread.set(stripe);
      assertThat(bucket.tryAcquire()).isTrue();
    }
    now.addAndGet(10 * SECOND.toNanos());
    assertThat(bucket.tryAcquire(100 - SLACK)).isTrue();
    for (int i = 0; i < SLACK; i++) {
      thread.set(i);
      assertThat(bucket.tryAcquire()).isTrue();
    }
    for (int stripe = 0; stripe < STRIPES; stripe++) {
      thread.set(stripe);
      assertThat(bucket.tryAcquire()).isFalse();
    }
  }

  /** Claim striped-bucket.slack: less than a draw is found too. */
  @Test
  void findsTheLastPermits() {
    StripedBucket bucket = bucket(SLACK + DRAW, Rate.perSecond(1));
    assertThat(bucket.tryAcquire(3)).isTrue();
    for (int i = 0; i < DRAW - 3; i++) {
      assertThat(bucket.tryAcquire()).isTrue();
    }
    assertThat(bucket.tryAcquire()).isFalse();
  }

  /** Claim striped-bucket.slack: a clock that fails leaves the stripe as it was. */
  @Test
  void survivesAClockThatFails() {
    var broken = new AtomicLong();
    var bucket =
        new StripedBucket(
            100,
            Rate.perSecond(1),
            1,
            DRAW,
            () -> {
              if (broken.get() > 0) {
                throw new IllegalStateException("no time");
              }
              return 0;
            });
    broken.set(1);
    assertThatThrownBy(bucket::tryAcquire).hasMessage("no time");
    broken.set(0);
    assertThat(bucket.tryAcquire()).isTrue();
    broken.set(1); // the stripe has been filled
    assertThat(bucket.tryAcquire()).isTrue();
  }

  /** On the system's clock and its own stripes, no more than came in since the start. */
  @Test
  void keepsTheBoundOnTheSystemClock() throws InterruptedException {
    long start = System.nanoTime();
    var bucket = new StripedBucket(1000, Rate.perSecond(1_000_000));
    long admitted = admittedByFour(bucket::tryAcquire);
    assertThat(admitted).isBetween(750L, 1000 + (System.nanoTime() - start) / 1000);
  }

  /** Stripes that do not fit the burst, or a number of them that is none, are refused. */
  @ParameterizedTest
  @CsvSource({
    "100, 0, 2",
    "100, 3, 2",
    "100, -4, 2",
    "100, 131072, 1",
    "100, 4, 0",
    "100, 4, 22",
    "8, 1, 9",
    "100, 65536, 2",
    "100, 4, 9223372036854775807",
    "0, 1, 1"
  })
  void refusesWhatDoesNotFit(long burst, int stripes, long draw) {
    assertThatThrownBy(() -> new StripedBucket(burst, Rate.perSecond(1), stripes, draw, now::get))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new StripedBucket(100, Rate.perSecond(1), 4, 20, now::get).tryAcquire()).isTrue();
  }
}
