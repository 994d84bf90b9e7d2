// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every limiter keeps, whatever its bound is exactly: it admits no more than it may at once, a
 * refusal costs nothing, and a request that can never be admitted is an error of the caller.
 */
abstract class LimiterTest {
  static final Duration SECOND = Duration.ofSeconds(1);

  /** The origin is arbitrary: the clock may pass the largest long. */
  final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

  /**
   * Creates a limiter that admits {@code permits} at once, and so many each {@code period} from
   * then on.
   */
  abstract Limiter limiter(long permits, Duration period, LongSupplier clock);

  final Limiter limiter(long permits) {
    return limiter(permits, SECOND, now::get);
  }

  /** Of many threads at one moment, no more are admitted than may be. */
  @Test
  void admitsTheBurstAtOnceAndNoMore() throws InterruptedException {
    Limiter limiter = limiter(1000);
    assertThat(admittedByFour(limiter::tryAcquire)).isEqualTo(1000);
    now.addAndGet(SECOND.toNanos());
    assertThat(admittedByFour(() -> limiter.decide().allowed())).isEqualTo(1000);
  }

  static long admittedByFour(BooleanSupplier request) throws InterruptedException {
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

  /** After idleness of any length, no more is admitted at once than may be. */
  @ParameterizedTest
  @ValueSource(longs = {1_000_000_000, 10_000_000_000L, 1L << 40, 1L << 62, Long.MAX_VALUE})
  void isNoFullerAfterLongIdleness(long idle) {
    for (long permits : new long[] {1, 7, 1_000, 997}) {
      Limiter limiter = limiter(permits);
      assertThat(limiter.tryAcquire(permits)).isTrue();
      now.addAndGet(idle);
      assertThat(limiter.tryAcquire(permits)).isTrue();
      assertThat(limiter.tryAcquire()).isFalse();
    }
  }

  /** A clock that goes back and forth gives nothing twice. */
  @Test
  void givesNothingTwice() {
    Limiter limiter = limiter(2);
    assertThat(limiter.tryAcquire(2)).isTrue();
    for (int i = 0; i < 10; i++) {
      now.addAndGet(-SECOND.toNanos());
      assertThat(limiter.tryAcquire()).isFalse();
      now.addAndGet(SECOND.toNanos());
      assertThat(limiter.tryAcquire()).isFalse();
    }
    now.addAndGet(-Long.MAX_VALUE);
    assertThat(limiter.decide().allowed()).isFalse();
  }

  /** Refused requests leave no trace. */
  @Test
  void refusalsCostNothing() {
    Limiter limiter = limiter(3);
    assertThat(limiter.tryAcquire(2)).isTrue();
    for (int i = 0; i < 100; i++) {
      assertThat(limiter.tryAcquire(2)).isFalse();
      assertThat(limiter.decide(3).allowed()).isFalse();
    }
    assertThat(limiter.tryAcquire()).isTrue();
  }

  /** An answer is of one piece: who was admitted need not come back, who was refused has to. */
  @Test
  void saysWhatRemains() {
    Limiter limiter = limiter(10);
    Decision admitted = limiter.decide(3);
    assertThat(admitted.allowed()).isTrue();
    assertThat(admitted.remaining()).isEqualTo(7);
    assertThat(admitted.retryAfter()).isZero();
    assertThat(admitted.resetAfter()).isPositive();
    Decision refused = limiter.decide(8);
    assertThat(refused.allowed()).isFalse();
    assertThat(refused.remaining()).isEqualTo(7);
    assertThat(refused.retryAfter()).isPositive();
    assertThat(limiter.tryAcquire(7)).isTrue();
    assertThat(limiter.decide().remaining()).isZero();
  }

  /** A request that can never be admitted is an error of the caller. */
  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 11, Long.MAX_VALUE})
  void refusesImpossibleRequests(long permits) {
    Limiter limiter = limiter(10);
    assertThatThrownBy(() -> limiter.tryAcquire(permits))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a request is for 1 to 10 permits")
        .hasMessageEndingWith("not " + permits);
    assertThatThrownBy(() -> limiter.decide(permits)).isInstanceOf(IllegalArgumentException.class);
    assertThat(limiter.tryAcquire(10)).isTrue();
  }

  /** A limiter that never admits anything is not made. */
  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0})
  void refusesToBeOfNoPermits(long permits) {
    assertThatThrownBy(() -> limiter(permits)).isInstanceOf(IllegalArgumentException.class);
  }
}
