// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bucket beside its specification, on schedules that are made to find the difference. */
class TokenBucketScheduleTest {
  private static final int REQUESTS = 200;
  private static final int SCHEDULES = 10;

  private long now;

  /** Every answer is that of the specification, on a clock that stands still or goes on. */
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
    "7, 3, PT0.00000001S",
    "4, 7, PT0.000000002S",
    "9, 1000000007, PT0.000000003S",
    "2, 576460752303423487, PT864691128.455135231S", // an era has four nanoseconds
    "1, 1152921504606846975, PT1152921504.606846976S" // an era has two
  })
  @Tag("token-bucket.window")
  @Tag("token-bucket.exact")
  @Tag("token-bucket.retry")
  void answersAsTheSpecification(long burst, long permits, Duration period) {
    for (int seed = 0; seed < SCHEDULES; seed++) {
      run(burst, new Rate(permits, period), new Random(seed), false);
    }
  }

  /** The same on a clock that goes back now and then, but for the times. */
  @ParameterizedTest(name = "{0} and {1} each {2}")
  @CsvSource({
    "5, 3, PT1S",
    "10, 999999937, PT1S",
    "7, 3, PT0.00000001S",
    "3, 7, PT24H",
    "2, 576460752303423487, PT864691128.455135231S"
  })
  @Tag("token-bucket.window")
  @Tag("token-bucket.exact")
  void answersTheSameOnAClockThatGoesBack(long burst, long permits, Duration period) {
    for (int seed = 0; seed < SCHEDULES; seed++) {
      run(burst, new Rate(permits, period), new Random(seed), true);
    }
  }

  private void run(long burst, Rate rate, Random random, boolean back) {
    now = random.nextLong() >> 2;
    var bucket = new TokenBucket(burst, rate, () -> now);
    var specification = new WindowBound(burst, rate, now);
    for (int i = 0; i < REQUESTS; i++) {
      long permits = 1 + (long) (random.nextDouble() * random.nextDouble() * burst);
      boolean admits = specification.admits(permits, now);
      if (admits) {
        specification.admit(permits, now);
      }
      Decision decision = bucket.decide(permits);
      assertThat(decision.allowed()).isEqualTo(admits);
      assertThat(decision.remaining()).isEqualTo(specification.remaining(now));
      if (!back) {
        checkTimes(specification, decision, permits);
      }
      now += pause(random, decision, back);
    }
  }

  private void checkTimes(WindowBound specification, Decision decision, long permits) {
    long retry = now + decision.retryAfter().toNanos();
    if (!decision.allowed()) {
      assertThat(specification.admits(permits, retry)).isTrue();
      assertThat(specification.admits(permits, retry - 1)).isFalse();
    }
    long reset = now + decision.resetAfter().toNanos();
    assertThat(specification.isFull(reset)).isTrue();
    assertThat(reset == now || !specification.isFull(reset - 1)).isTrue();
  }

  /** Returns how long to wait: often not at all, or to the very edge of the next admission. */
  private static long pause(Random random, Decision decision, boolean back) {
    long retry = decision.retryAfter().toNanos();
    long reset = decision.resetAfter().toNanos();
    return switch (random.nextInt(back ? 9 : 7)) {
      case 0, 1 -> 0;
      case 2 -> 1;
      case 3 -> Math.max(0, retry - 1);
      case 4 -> retry;
      case 5 -> reset;
      case 6 -> (long) (random.nextDouble() * 2 * reset);
      case 7 -> -1;
      default -> -(long) (random.nextDouble() * 2 * reset);
    };
  }
}
