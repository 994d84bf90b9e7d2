// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Time is virtual: who waits lets it pass. To get in line is what every limiter does. */
@Tag("leaky-bucket.exact")
@Tag("leaky-bucket.room")
@Tag("leaky-bucket.retry")
class LeakyBucketTest extends ExactLimiterTest {

  @Override
  Limiter limiter(long permits, Duration period, LongSupplier clock) {
    LeakyBucket bucket = bucket(permits, new Rate(Math.max(1, permits), period), clock);
    return new Limiter() {
      @Override
      public boolean tryAcquire(long permits) {
        return bucket.reserve(permits).isPresent();
      }

      @Override
      public Decision decide(long permits) {
        Duration retry = bucket.room(permits).retryAfter();
        boolean allowed = tryAcquire(permits);
        Decision after = bucket.room(permits);
        return new Decision(allowed, after.remaining(), retry, after.resetAfter());
      }
    };
  }

  private LeakyBucket bucket(long capacity, Rate rate, LongSupplier clock) {
    return new LeakyBucket(capacity, rate, clock, now::addAndGet);
  }

  private LeakyBucket bucket(long capacity) {
    return bucket(capacity, Rate.perSecond(1), now::get);
  }

  private static Reservation reserve(LeakyBucket bucket, long permits) {
    return bucket.reserve(permits).orElseThrow();
  }

  /** Claim leaky-bucket.spacing: a request leaves when the permits before it have leaked out. */
  @Test
  @Tag("leaky-bucket.spacing")
  void leavesWhenThoseBeforeHaveLeakedOut() throws InterruptedException {
    LeakyBucket bucket = bucket(5);
    long start = now.get();
    assertThat(bucket.acquire(3))
        .isEqualTo(new Decision(true, 2, Duration.ZERO, Duration.ofSeconds(3)));
    assertThat(now.get() - start).isZero();
    assertThat(bucket.acquire())
        .isEqualTo(new Decision(true, 1, Duration.ZERO, Duration.ofSeconds(4)));
    assertThat(now.get() - start).isEqualTo(3 * SECOND.toNanos());
    assertThat(bucket.acquire().allowed()).isTrue();
    assertThat(now.get() - start).isEqualTo(4 * SECOND.toNanos());
  }

  /** Claim leaky-bucket.spacing: idleness is not saved up. */
  @Test
  @Tag("leaky-bucket.spacing")
  void idlenessIsNotSavedUp() throws InterruptedException {
    LeakyBucket bucket = bucket(5);
    now.addAndGet(100 * SECOND.toNanos());
    long start = now.get();
    for (int i = 0; i < 5; i++) {
      assertThat(bucket.acquire().allowed()).isTrue();
      assertThat(now.get() - start).isEqualTo(i * SECOND.toNanos());
    }
  }

  /**
   * Claims leaky-bucket.spacing, leaky-bucket.exact: at any rate, no fraction is lost or gained.
   */
  @ParameterizedTest(name = "{0} each {1}")
  @CsvSource({
    "1, PT24H",
    "3, PT0.00000001S",
    "999999937, PT1S",
    "1000000000, PT1S",
    "7, PT0.000000002S"
  })
  @Tag("leaky-bucket.spacing")
  void keepsTheRate(long permits, Duration period) {
    LeakyBucket bucket = bucket(1000, new Rate(permits, period), now::get);
    for (long i = 0; i < 1000; i++) {
      long due = (i * period.toNanos() + permits - 1) / permits;
      assertThat(reserve(bucket, 1).delay()).isEqualTo(Duration.ofNanos(due));
    }
  }

  /** Claim leaky-bucket.room: who does not fit is refused at once, and told when it will. */
  @Test
  void refusesWhoDoesNotFit() throws InterruptedException {
    LeakyBucket bucket = bucket(3);
    reserve(bucket, 1);
    reserve(bucket, 1);
    long start = now.get();
    assertThat(bucket.acquire(2)).isEqualTo(new Decision(false, 1, SECOND, Duration.ofSeconds(2)));
    assertThat(now.get() - start).isZero();
    assertThat(bucket.reserve(2)).isEmpty();
    assertThat(bucket.room(2)).isEqualTo(new Decision(false, 1, SECOND, Duration.ofSeconds(2)));
    assertThat(bucket.room(1))
        .isEqualTo(new Decision(true, 1, Duration.ZERO, Duration.ofSeconds(2)));
    now.addAndGet(SECOND.toNanos());
    assertThat(reserve(bucket, 2).delay()).isEqualTo(SECOND);
  }

  /** Claim leaky-bucket.order: requests leave in the order in which they got in line. */
  @Test
  @Tag("leaky-bucket.order")
  void inOrder() {
    LeakyBucket bucket = bucket(10);
    List<Duration> delays = new ArrayList<>();
    for (long permits : new long[] {2, 3, 1, 4}) {
      delays.add(reserve(bucket, permits).delay());
    }
    assertThat(delays).extracting(Duration::toSeconds).containsExactly(0L, 2L, 5L, 6L);
  }

  /** Claim leaky-bucket.give-back: who is behind one that gives up moves up, and there is room. */
  @Test
  @Tag("leaky-bucket.give-back")
  void thoseBehindMoveUp() {
    LeakyBucket bucket = bucket(4);
    Reservation gone = reserve(bucket, 1);
    Reservation waiting = reserve(bucket, 2);
    Reservation last = reserve(bucket, 1);
    assertThat(gone.cancel()).isFalse();
    assertThat(bucket.reserve(1)).isEmpty();
    assertThat(last.delay()).isEqualTo(Duration.ofSeconds(3));
    now.addAndGet(SECOND.toNanos() / 2);
    assertThat(waiting.cancel()).isTrue();
    assertThat(last.delay()).isEqualTo(Duration.ofMillis(500));
    assertThat(reserve(bucket, 2).delay()).isEqualTo(Duration.ofMillis(1500));
  }

  /** Claim leaky-bucket.give-back: who is interrupted before it is due took nothing. */
  @Test
  @Tag("leaky-bucket.give-back")
  void theInterruptedTakesNothing() throws InterruptedException {
    var bucket =
        new LeakyBucket(2, Rate.perSecond(1), now::get, n -> Thread.currentThread().interrupt());
    assertThat(bucket.acquire().allowed()).isTrue();
    assertThatThrownBy(bucket::acquire).isInstanceOf(InterruptedException.class);
    assertThat(bucket.room(1).remaining()).isEqualTo(1);
    Thread.currentThread().interrupt();
    assertThatThrownBy(bucket::acquire).isInstanceOf(InterruptedException.class);
    assertThat(bucket.room(1).remaining()).isEqualTo(1);
  }

  /** Claims leaky-bucket.on-time, leaky-bucket.progress: who moves up is woken up. */
  @Test
  @Timeout(20)
  @Tag("leaky-bucket.on-time")
  @Tag("leaky-bucket.progress")
  void whoMovesUpIsWokenUp() {
    Duration day = Duration.ofDays(1);
    var bucket = new LeakyBucket(10, new Rate(1, day), now::get, LockSupport::parkNanos);
    reserve(bucket, 1);
    Reservation large = reserve(bucket, 5);
    var small = CompletableFuture.runAsync(() -> acquire(bucket, 1));
    while (bucket.room(1).remaining() > 3) {
      Thread.onSpinWait(); // until it is in line
    }
    now.addAndGet(day.toNanos() - 1);
    assertThat(large.cancel()).isTrue();
    now.incrementAndGet();
    small.join();
  }

  private static void acquire(LeakyBucket bucket, long permits) {
    try {
      assertThat(bucket.acquire(permits).allowed()).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A bucket that could not be exact is not made. */
  @Test
  void refusesWhatDoesNotFitInLongs() {
    assertThatThrownBy(() -> new LeakyBucket(0, Rate.perSecond(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("not 0");
    assertThatThrownBy(() -> new LeakyBucket(1, Rate.perSecond(Long.MAX_VALUE)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
