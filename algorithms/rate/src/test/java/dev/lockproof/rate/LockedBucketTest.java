// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("locked-bucket.window")
@Tag("locked-bucket.exact")
@Tag("locked-bucket.retry")
@Tag("locked-bucket.linearizable")
class LockedBucketTest extends ExactLimiterTest {

  @Override
  Limiter limiter(long permits, Duration period, LongSupplier clock) {
    return new LockedBucket(permits, new Rate(Math.max(1, permits), period), clock);
  }

  private LockedBucket bucket(long burst, Rate rate) {
    return new LockedBucket(burst, rate, now::get);
  }

  /** Claim locked-bucket.window: on the system's clock, no more than came in since the start. */
  @Test
  void keepsTheBoundOnTheSystemClock() throws InterruptedException {
    long start = System.nanoTime();
    var bucket = new LockedBucket(10, Rate.perSecond(1_000_000));
    long admitted = admittedByFour(bucket::tryAcquire);
    assertThat(admitted).isBetween(10L, 10 + (System.nanoTime() - start) / 1000);
  }

  /** Claim locked-bucket.window: changes back and forth among requests hand out nothing. */
  @Test
  void changesHandOutNothing() throws InterruptedException {
    LockedBucket bucket = bucket(1000, Rate.perSecond(3));
    var done = new AtomicBoolean();
    var changer =
        new Thread(
            () -> {
              for (int i = 0; i < 1000 || !done.get(); i++) {
                bucket.reconfigure(i % 2 == 0 ? 100 : 1000, Rate.perSecond(1 + i % 3));
              }
            });
    changer.start();
    long admitted = admittedByFour(bucket::tryAcquire);
    done.set(true);
    changer.join();
    assertThat(admitted).isBetween(100L, 1000L);
    assertThat(bucket.tryAcquire()).isFalse();
  }

  /** Claim locked-bucket.window: a smaller burst holds at once, and a larger one fills up. */
  @Test
  void aLargerBurstFillsUpAndASmallerOneHoldsAtOnce() {
    LockedBucket bucket = bucket(10, Rate.perSecond(1));
    bucket.reconfigure(4, Rate.perSecond(2));
    assertThat(bucket.decide())
        .isEqualTo(new Decision(true, 3, Duration.ZERO, Duration.ofMillis(500)));
    bucket.reconfigure(10, Rate.perSecond(4));
    assertThat(bucket.decide(10))
        .isEqualTo(new Decision(false, 3, Duration.ofMillis(1750), Duration.ofMillis(1750)));
  }

  /** Claim locked-bucket.window: what came in before a change came in at the rate before it. */
  @Test
  void whatCameInBeforeCameInAtTheRateBefore() {
    LockedBucket bucket = bucket(10, Rate.perSecond(1));
    assertThat(bucket.tryAcquire(10)).isTrue();
    now.addAndGet(2 * SECOND.toNanos());
    bucket.reconfigure(10, Rate.perSecond(1000));
    assertThat(bucket.decide(3).remaining()).isEqualTo(2);
    assertThat(bucket.tryAcquire(2)).isTrue();
    now.addAndGet(SECOND.toNanos() / 1000);
    bucket.reconfigure(10, new Rate(1, Duration.ofDays(1)));
    assertThat(bucket.tryAcquire()).isTrue();
    assertThat(bucket.tryAcquire()).isFalse();
  }

  /** Claim locked-bucket.exact: a change rounds off less than a nanosecond brings. */
  @Test
  void aChangeRoundsOffLessThanANanosecondBrings() {
    LockedBucket bucket = bucket(1, new Rate(1, Duration.ofNanos(3)));
    assertThat(bucket.tryAcquire()).isTrue();
    now.addAndGet(2); // two thirds of a permit, which are between one half and two halves
    bucket.reconfigure(1, new Rate(1, Duration.ofNanos(2)));
    assertThat(bucket.decide().retryAfter()).isEqualTo(Duration.ofNanos(1));
  }

  /** Claim locked-bucket.window: a bucket of the most units that there are is changed as well. */
  @Test
  void changesBetweenExtremes() {
    LockedBucket bucket = bucket(26_687, new Rate(99_991, Duration.ofDays(1)));
    bucket.reconfigure(1, TokenBucketTest.FINEST);
    assertThat(bucket.decide().remaining()).isZero();
    bucket.reconfigure(1L << 60, new Rate(1, Duration.ofNanos(1)));
    assertThat(bucket.tryAcquire()).isFalse();
    now.addAndGet(1);
    assertThat(bucket.decide(1).allowed()).isTrue();
    now.addAndGet(Long.MAX_VALUE);
    assertThat(bucket.tryAcquire(1L << 60)).isTrue();
  }

  /** A request for more than the present burst is an error, whatever the burst was before. */
  @Test
  void theBurstOfTheMomentCounts() {
    LockedBucket bucket = bucket(10, Rate.perSecond(1));
    bucket.reconfigure(4, Rate.perSecond(1));
    assertThatThrownBy(() -> bucket.tryAcquire(5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a request is for 1 to 4 permits, what the bucket holds, not 5");
    assertThat(bucket.tryAcquire(4)).isTrue();
  }

  /** A setting that makes no sense changes nothing. */
  @Test
  void refusesSettingsThatMakeNoSense() {
    LockedBucket bucket = bucket(10, Rate.perSecond(1));
    for (long burst : new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> bucket.reconfigure(burst, Rate.perSecond(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith("not " + burst);
    }
    assertThat(bucket.decide(10))
        .isEqualTo(new Decision(true, 0, Duration.ZERO, Duration.ofSeconds(10)));
  }
}
