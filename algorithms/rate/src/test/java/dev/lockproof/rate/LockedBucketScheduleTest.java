// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bucket beside its specification, with changes among the requests. */
@Tag("locked-bucket.window")
@Tag("locked-bucket.exact")
@Tag("locked-bucket.retry")
class LockedBucketScheduleTest {
  private static final int STEPS = 150;
  private static final int SCHEDULES = 5;

  /** A permit has the same units in all: nothing is rounded. */
  private static final List<Rate> OF_ONE_UNIT =
      List.of(Rate.perSecond(1), Rate.perSecond(7), Rate.perSecond(9), Rate.perSecond(999_999_937));

  /** Changes between these round, and a unit may be a good part of what a nanosecond brings. */
  private static final List<Rate> OF_MANY =
      List.of(
          Rate.perSecond(1),
          new Rate(1, Duration.ofNanos(3)),
          new Rate(5, Duration.ofNanos(7)),
          new Rate(99_991, Duration.ofDays(1)),
          Rate.perSecond(999_999_937));

  private long now;

  /** Every answer is that of the specification, where nothing is rounded. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 5, 100})
  void answersAsTheSpecification(long burst) {
    for (int seed = 0; seed < SCHEDULES; seed++) {
      run(burst, OF_ONE_UNIT, new Random(seed));
    }
  }

  /** Nothing too much is admitted, and nothing else refused than is rounded off. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 5, 100})
  void answersAlmostAsTheSpecification(long burst) {
    for (int seed = 0; seed < SCHEDULES; seed++) {
      run(burst, OF_MANY, new Random(seed));
    }
  }

  private void run(long most, List<Rate> rates, Random random) {
    now = random.nextLong() >> 2;
    long burst = most;
    Rate rate = rates.get(0);
    var bucket = new LockedBucket(burst, rate, () -> now);
    var specification = new ChangingBound(burst, rate, rates);
    BigInteger lost = BigInteger.ZERO;
    for (int i = 0; i < STEPS; i++) {
      if (random.nextInt(4) == 0) {
        Rate before = rate;
        burst = 1L + random.nextInt((int) most);
        rate = rates.get(random.nextInt(rates.size()));
        bucket.reconfigure(burst, rate);
        specification.change(burst, rate);
        lost = lost.add(rounded(before, rate));
        continue;
      }
      long permits = 1 + (long) (random.nextDouble() * random.nextDouble() * burst);
      Decision decision = bucket.decide(permits);
      check(specification, decision, permits, lost);
      if (decision.allowed()) {
        specification.admit(permits);
      }
      long pause = pause(random, decision);
      now += pause;
      specification.pass(pause);
    }
  }

  /** Returns how much a change rounds off at most. */
  private static BigInteger rounded(Rate before, Rate after) {
    return after.unitsPerPermit() % before.unitsPerPermit() == 0
        ? BigInteger.ZERO
        : ChangingBound.PARTS
            .divide(BigInteger.valueOf(after.unitsPerPermit()))
            .add(BigInteger.ONE);
  }

  private static void check(
      ChangingBound specification, Decision decision, long permits, BigInteger lost) {
    if (decision.allowed()) {
      assertThat(specification.admits(permits, 0, BigInteger.ZERO)).isTrue();
      return;
    }
    assertThat(specification.admits(permits, 0, lost)).isFalse();
    long retry = decision.retryAfter().toNanos();
    assertThat(specification.admits(permits, retry, BigInteger.ZERO)).isTrue();
    assertThat(specification.admits(permits, retry - 1, lost)).isFalse();
  }

  /** Returns how long to wait: often not at all, or to the very edge of the next admission. */
  private static long pause(Random random, Decision decision) {
    long retry = decision.retryAfter().toNanos();
    long reset = decision.resetAfter().toNanos();
    return switch (random.nextInt(6)) {
      case 0, 1 -> 0;
      case 2 -> 1;
      case 3 -> Math.max(0, retry - 1);
      case 4 -> retry;
      default -> (long) (random.nextDouble() * 1.5 * reset);
    };
  }
}
