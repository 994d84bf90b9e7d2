// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Time is virtual: who waits lets it pass. */
@Tag("fair-bucket.window")
@Tag("fair-bucket.exact")
class FairBucketTest extends ExactLimiterTest {
  private static final Duration FOREVER = Duration.ofDays(100_000);

  @Override
  Limiter limiter(long permits, Duration period, LongSupplier clock) {
    return bucket(permits, new Rate(permits, period), clock);
  }

  private FairBucket bucket(long burst, Rate rate, LongSupplier clock) {
    return new FairBucket(burst, rate, clock, now::addAndGet);
  }

  private FairBucket bucket(long burst) {
    return bucket(burst, Rate.perSecond(1), now::get);
  }

  private static Reservation reserve(FairBucket bucket, long permits) {
    return bucket.reserve(permits, FOREVER).orElseThrow();
  }

  /** Claim fair-bucket.window: who acquires returns when its permits are due, not earlier. */
  @Test
  void waitsUntilPermitsAreDue() throws InterruptedException {
    FairBucket bucket = bucket(2);
    long start = now.get();
    bucket.acquire(2);
    assertThat(now.get() - start).isZero();
    bucket.acquire(1);
    assertThat(now.get() - start).isEqualTo(SECOND.toNanos());
    bucket.acquire(2);
    assertThat(now.get() - start).isEqualTo(3 * SECOND.toNanos());
  }

  /** Claim fair-bucket.window: a wait that ends early, for no reason, is gone on with. */
  @Test
  void waitsOnAfterASpuriousWakeUp() throws InterruptedException {
    var bucket = new FairBucket(1, Rate.perSecond(1000), now::get, nanos -> now.addAndGet(7));
    long start = now.get();
    bucket.acquire(1);
    bucket.acquire(1);
    assertThat(now.get() - start).isGreaterThanOrEqualTo(1_000_000);
  }

  /** Claim fair-bucket.exact: a timed request that would be late is refused and takes nothing. */
  @Test
  void refusesWhoWouldBeLate() throws InterruptedException {
    FairBucket bucket = bucket(2);
    bucket.acquire(2);
    assertThat(bucket.tryAcquire(2, SECOND)).isFalse();
    assertThat(bucket.tryAcquire(1, SECOND.minusNanos(1))).isFalse();
    assertThat(bucket.tryAcquire(1, Duration.ofSeconds(Long.MIN_VALUE))).isFalse();
    assertThat(bucket.tryAcquire(1, SECOND)).isTrue();
    assertThat(bucket.tryAcquire(1, Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
  }

  /** Claim fair-bucket.order: nobody overtakes the line, even if it would fit. */
  @Test
  @Tag("fair-bucket.order")
  void nobodyOvertakes() {
    FairBucket bucket = bucket(3);
    assertThat(bucket.tryAcquire(2)).isTrue();
    Reservation large = reserve(bucket, 3);
    assertThat(large.delay()).isEqualTo(Duration.ofSeconds(2));
    assertThat(bucket.decide())
        .isEqualTo(new Decision(false, 0, Duration.ofSeconds(3), Duration.ofSeconds(5)));
    assertThat(reserve(bucket, 1).delay()).isEqualTo(Duration.ofSeconds(3));
    now.addAndGet(2 * SECOND.toNanos());
    assertThat(large.delay()).isZero();
    assertThat(bucket.tryAcquire()).isFalse();
  }

  /** Claim fair-bucket.give-back: who is behind one that gives up moves up. */
  @Test
  @Tag("fair-bucket.give-back")
  void thoseBehindMoveUp() {
    FairBucket bucket = bucket(3);
    assertThat(bucket.tryAcquire(3)).isTrue();
    Reservation first = reserve(bucket, 1);
    Reservation second = reserve(bucket, 2);
    Reservation third = reserve(bucket, 3);
    assertThat(third.delay()).isEqualTo(Duration.ofSeconds(6));
    assertThat(second.cancel()).isTrue();
    assertThat(second.cancel()).isFalse();
    assertThat(first.delay()).isEqualTo(SECOND);
    assertThat(third.delay()).isEqualTo(Duration.ofSeconds(4));
    assertThat(first.cancel()).isTrue();
    assertThat(third.cancel()).isTrue();
    now.addAndGet(3 * SECOND.toNanos());
    assertThat(bucket.tryAcquire(3)).isTrue();
  }

  /** Claim fair-bucket.give-back: what is due cannot be given back any more. */
  @Test
  @Tag("fair-bucket.give-back")
  void whatIsDueIsTaken() throws InterruptedException {
    FairBucket bucket = bucket(1);
    Reservation now1 = reserve(bucket, 1);
    Reservation later = reserve(bucket, 1);
    assertThat(now1.cancel()).isFalse();
    now.addAndGet(SECOND.toNanos());
    assertThat(later.cancel()).isFalse();
    later.await();
    assertThat(bucket.tryAcquire()).isFalse();
  }

  /** A reservation that was cancelled is not waited for. */
  @Test
  void cancelledIsCancelled() {
    FairBucket bucket = bucket(1);
    assertThat(bucket.tryAcquire()).isTrue();
    Reservation reservation = reserve(bucket, 1);
    assertThat(reservation.cancel()).isTrue();
    assertThatThrownBy(reservation::await)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this reservation was cancelled");
  }

  /** Claim fair-bucket.give-back: who is interrupted before its permits are due took nothing. */
  @Test
  @Tag("fair-bucket.give-back")
  void theInterruptedTakesNothing() {
    var bucket =
        new FairBucket(1, Rate.perSecond(1), now::get, n -> Thread.currentThread().interrupt());
    assertThat(bucket.tryAcquire()).isTrue();
    assertThatThrownBy(() -> bucket.acquire(1)).isInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(bucket.decide().retryAfter()).isEqualTo(SECOND);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> bucket.tryAcquire(1, FOREVER))
        .isInstanceOf(InterruptedException.class);
    assertThat(bucket.decide().retryAfter()).isEqualTo(SECOND);
  }

  /** Claim fair-bucket.give-back: an interrupt after that is kept for the caller. */
  @Test
  @Tag("fair-bucket.give-back")
  void theLateInterruptIsKept() throws InterruptedException {
    var bucket =
        new FairBucket(
            1,
            Rate.perSecond(1),
            now::get,
            nanos -> {
              now.addAndGet(nanos);
              Thread.currentThread().interrupt();
            });
    bucket.acquire(1);
    bucket.acquire(1);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(bucket.tryAcquire()).isFalse();
  }

  /**
   * Claims fair-bucket.on-time, fair-bucket.progress: on real threads, who moves up is woken up.
   */
  @Test
  @Timeout(20)
  @Tag("fair-bucket.on-time")
  @Tag("fair-bucket.progress")
  void whoMovesUpIsWokenUp() {
    var bucket = new FairBucket(2, new Rate(1, Duration.ofDays(1)));
    assertThat(bucket.tryAcquire(1)).isTrue();
    Reservation large = reserve(bucket, 2);
    var small = CompletableFuture.runAsync(() -> acquireOne(bucket));
    while (bucket.decide().retryAfter().compareTo(Duration.ofDays(2)) < 0) {
      Thread.onSpinWait(); // until it is in line
    }
    assertThat(large.cancel()).isTrue();
    small.join();
  }

  private static void acquireOne(FairBucket bucket) {
    try {
      bucket.acquire(1);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A line has an end, and who does not fit is told. */
  @Test
  void theLineEnds() {
    FairBucket bucket = bucket(2, new Rate(1, Duration.ofDays(10_000)), now::get);
    assertThat(bucket.tryAcquire(2)).isTrue();
    reserve(bucket, 1);
    reserve(bucket, 1);
    assertThat(bucket.reserve(1, FOREVER)).isEmpty();
    assertThatThrownBy(() -> bucket.acquire(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the line is longer than");
    assertThatThrownBy(() -> bucket.acquire(3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> bucket.reserve(0, FOREVER))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
