// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("sliding-window-counter.window")
@Tag("sliding-window-counter.exact")
@Tag("sliding-window-counter.retry")
@Tag("sliding-window-counter.linearizable")
class SlidingWindowCounterTest extends ExactLimiterTest {
  private static final int REQUESTS = 300;
  private static final int SCHEDULES = 5;

  /** The period after which nothing counts any more is the second. */
  @Override
  Limiter limiter(long permits, Duration period, LongSupplier clock) {
    return new SlidingWindowCounter(permits, period.dividedBy(2), clock);
  }

  private SlidingWindowCounter counter(long limit, long length) {
    return new SlidingWindowCounter(limit, Duration.ofNanos(length), now::get);
  }

  private record Admission(long period, long permits) {}

  /** Every answer is that of the estimate, and keeps the bound of a token bucket too. */
  @ParameterizedTest(name = "{0} in {1} ns")
  @CsvSource({
    "1, 1",
    "1, 1000",
    "2, 3",
    "3, 7",
    "50, 10",
    "50, 1000000",
    "7, 2305843009213693951",
    "9223372036854775807, 86400000000000"
  })
  void answersAsTheEstimate(long limit, long length) {
    for (int seed = 0; seed < SCHEDULES; seed++) {
      run(limit, length, new Random(seed));
    }
  }

  private void run(long limit, long length, Random random) {
    now.set(Long.MAX_VALUE - 5);
    SlidingWindowCounter counter = counter(limit, length);
    var bound = new WindowBound(limit, new Rate(limit, Duration.ofNanos(length)), 0);
    List<Admission> log = new ArrayList<>();
    long time = 0;
    for (int i = 0; i < REQUESTS && time < Long.MAX_VALUE / 4; i++) {
      long permits =
          Math.max(1, (long) (random.nextDouble() * random.nextDouble() * (double) limit));
      Decision decision = counter.decide(permits);
      long retry = decision.retryAfter().toNanos();
      assertThat(decision.allowed()).isEqualTo(fits(log, permits, time, limit, length));
      assertThat(retry == 0).isEqualTo(decision.allowed());
      assertThat(fits(log, permits, time + retry, limit, length)).isTrue();
      assertThat(retry > 0 && fits(log, permits, time + retry - 1, limit, length)).isFalse();
      if (decision.allowed()) {
        assertThat(bound.admits(permits, time)).isTrue();
        bound.admit(permits, time);
        log.add(new Admission(time / length, permits));
      }
      long left = decision.remaining();
      assertThat(left == 0 || fits(log, left, time, limit, length)).isTrue();
      assertThat(left < limit && fits(log, left + 1, time, limit, length)).isFalse();
      long pause = pause(random, decision, length);
      time += pause;
      now.addAndGet(pause);
    }
  }

  /** Returns whether so many permits more are within the estimate that the log gives. */
  private static boolean fits(
      List<Admission> log, long permits, long time, long limit, long length) {
    long period = time / length;
    BigInteger before = in(log, period - 1).multiply(BigInteger.valueOf(length - time % length));
    BigInteger room =
        BigInteger.valueOf(limit).subtract(in(log, period)).subtract(BigInteger.valueOf(permits));
    return before.compareTo(room.multiply(BigInteger.valueOf(length))) <= 0;
  }

  private static BigInteger in(List<Admission> log, long period) {
    return log.stream()
        .filter(admission -> admission.period == period)
        .map(admission -> BigInteger.valueOf(admission.permits))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** Returns how long to wait: often not at all, or to the very edge of the next admission. */
  private static long pause(Random random, Decision decision, long length) {
    long retry = decision.retryAfter().toNanos();
    return switch (random.nextInt(7)) {
      case 0, 1 -> 0;
      case 2 -> 1;
      case 3 -> Math.max(0, retry - 1);
      case 4 -> retry;
      case 5 -> decision.resetAfter().toNanos();
      default -> (long) (random.nextDouble() * length);
    };
  }

  /** Claim sliding-window-counter.limit, which is expected to be violated: almost twice as much. */
  @Test
  void admitsAlmostTwiceTheLimitWithinALength() {
    SlidingWindowCounter counter = counter(100, 1000);
    now.addAndGet(999);
    long admitted = 0;
    for (int i = 0; i < 1000; i++) { // less than the length
      admitted += counter.tryAcquire() ? 1 : 0;
      admitted += i == 0 ? admittedAtOnce(counter) : 0;
      now.incrementAndGet();
    }
    assertThat(admitted).isEqualTo(199);
  }

  private static long admittedAtOnce(SlidingWindowCounter counter) {
    long admitted = 0;
    while (counter.tryAcquire()) {
      admitted++;
    }
    return admitted;
  }

  /** A clock that goes back stands still. */
  @Test
  void aClockThatGoesBackStandsStill() {
    SlidingWindowCounter counter = counter(2, 1000);
    now.addAndGet(400);
    assertThat(counter.tryAcquire()).isTrue();
    now.addAndGet(-1_000_000);
    assertThat(counter.decide())
        .isEqualTo(new Decision(true, 0, Duration.ZERO, Duration.ofNanos(1600)));
    now.addAndGet(1_001_099);
    assertThat(counter.decide())
        .isEqualTo(new Decision(false, 0, Duration.ofNanos(1), Duration.ofNanos(501)));
  }

  /** A counter of nothing, of no time or of more than fits is not made. */
  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> counter(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a window has a limit of at least 1, not 0");
    assertThatThrownBy(() -> counter(1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> counter(1, Long.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a period is at most PT640511");
  }
}
