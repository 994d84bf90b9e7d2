// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("sliding-window-log.window")
@Tag("sliding-window-log.exact")
@Tag("sliding-window-log.retry")
@Tag("sliding-window-log.linearizable")
class SlidingWindowLogTest extends ExactLimiterTest {
  private static final int REQUESTS = 300;
  private static final int SCHEDULES = 10;

  @Override
  Limiter limiter(long permits, Duration period, LongSupplier clock) {
    return new SlidingWindowLog((int) Math.max(-1, permits), period, clock);
  }

  private SlidingWindowLog log(int limit, long length) {
    return new SlidingWindowLog(limit, Duration.ofNanos(length), now::get);
  }

  /** Every answer is that of the specification, and keeps the bound of a token bucket too. */
  @ParameterizedTest(name = "{0} in {1} ns")
  @CsvSource({"1, 1", "1, 1000", "2, 3", "3, 7", "50, 10", "50, 1000000", "7, 9223372036854775807"})
  void answersAsTheSpecification(int limit, long length) {
    for (int seed = 0; seed < SCHEDULES; seed++) {
      run(limit, length, new Random(seed));
    }
  }

  private void run(int limit, long length, Random random) {
    now.set(Long.MAX_VALUE - random.nextInt(100)); // past the largest long
    SlidingWindowLog log = log(limit, length);
    var specification = new WindowLimit(limit, length);
    var bound = new WindowBound(limit, new Rate(limit, Duration.ofNanos(length)), 0);
    long time = 0;
    for (int i = 0; i < REQUESTS; i++) {
      long permits = 1 + (long) (random.nextDouble() * random.nextDouble() * limit);
      boolean admits = specification.admits(permits, time);
      if (admits) {
        assertThat(bound.admits(permits, time)).isTrue();
        specification.admit(permits, time);
        bound.admit(permits, time);
      }
      Decision decision = log.decide(permits);
      assertThat(decision.allowed()).isEqualTo(admits);
      assertThat(decision.remaining()).isEqualTo(specification.remaining(time));
      checkTimes(specification, decision, permits, limit, time);
      long pause = Math.min(pause(random, decision, length), Long.MAX_VALUE - time);
      time += pause;
      now.addAndGet(pause);
    }
  }

  private static void checkTimes(
      WindowLimit specification, Decision decision, long permits, int limit, long time) {
    long retry = decision.retryAfter().toNanos();
    assertThat(retry == 0).isEqualTo(decision.allowed());
    if (!decision.allowed()) {
      assertThat(specification.admits(permits, time + retry - 1)).isFalse();
      assertThat(time + retry < 0 || specification.admits(permits, time + retry)).isTrue();
    }
    long reset = decision.resetAfter().toNanos();
    assertThat(specification.admits(limit, time + reset - 1)).isEqualTo(reset == 0);
    assertThat(time + reset < 0 || specification.admits(limit, time + reset)).isTrue();
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

  /** Claim sliding-window-log.window: what a token bucket admits within the length is refused. */
  @Test
  void admitsNoMoreThanTheLimitWithinTheLength() {
    SlidingWindowLog log = log(10, 1000);
    long admitted = 0;
    for (int i = 0; i < 1000; i++) {
      admitted += log.tryAcquire() ? 1 : 0;
      now.incrementAndGet();
    }
    assertThat(admitted).isEqualTo(10);
    assertThat(log.decide(2).retryAfter()).isEqualTo(Duration.ofNanos(1));
    assertThat(log.tryAcquire()).isTrue();
  }

  /** Claim sliding-window-log.window: a clock that goes back stands still. */
  @Test
  void aClockThatGoesBackStandsStill() {
    SlidingWindowLog log = log(2, 1000);
    assertThat(log.tryAcquire()).isTrue();
    now.addAndGet(-1_000_000);
    assertThat(log.decide())
        .isEqualTo(new Decision(true, 0, Duration.ZERO, Duration.ofNanos(1000)));
    now.addAndGet(1_000_999);
    assertThat(log.decide(2))
        .isEqualTo(new Decision(false, 0, Duration.ofNanos(1), Duration.ofNanos(1)));
  }

  /** A log of nothing, of no time or of more than fits is not made. */
  @Test
  void refusesWhatMakesNoSense() {
    for (int limit : new int[] {0, -1, (1 << 30) + 1}) {
      assertThatThrownBy(() -> log(limit, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a window has a limit from 1 to 1073741824 permits, not " + limit);
    }
    assertThatThrownBy(() -> log(1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SlidingWindowLog(1, Duration.ofDays(200_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
