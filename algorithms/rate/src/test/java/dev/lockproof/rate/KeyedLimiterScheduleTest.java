// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limiter beside a specification for each key, when there is room for two of three. */
@Tag("keyed-limiter.window")
@Tag("keyed-limiter.exact")
@Tag("keyed-limiter.room")
@Tag("keyed-limiter.retry")
class KeyedLimiterScheduleTest {
  private static final int REQUESTS = 200;
  private static final int SCHEDULES = 5;
  private static final int ROOM = 2;

  private long now;

  /** Every answer is that of the key's specification, unless two others are not full. */
  @ParameterizedTest(name = "{0} and {1} each {2}")
  @CsvSource({
    "1, 1, PT24H",
    "3, 7, PT24H",
    "1, 1, PT1S",
    "5, 3, PT1S",
    "10, 999999937, PT1S",
    "7, 3, PT0.00000001S",
    "2, 576460752303423487, PT864691128.455135231S", // a span has four nanoseconds
    "1, 1152921504606846975, PT1152921504.606846976S" // a span has two
  })
  void answersAsTheSpecifications(long burst, long permits, Duration period) {
    for (int seed = 0; seed < SCHEDULES; seed++) {
      run(burst, new Rate(permits, period), new Random(seed));
    }
  }

  private void run(long burst, Rate rate, Random random) {
    now = random.nextLong() >> 2;
    var limiter = new KeyedLimiter<Integer>(burst, rate, ROOM, () -> now);
    List<WindowBound> specifications =
        Stream.generate(() -> new WindowBound(burst, rate, now)).limit(ROOM + 1).toList();
    for (int i = 0; i < REQUESTS; i++) {
      int key = random.nextInt(ROOM + 1);
      WindowBound own = specifications.get(key);
      long permits = 1 + (long) (random.nextDouble() * random.nextDouble() * burst);
      boolean room = hasRoom(specifications, own, now);
      Decision decision = limiter.decide(key, permits);
      assertThat(decision.allowed()).isEqualTo(room && own.admits(permits, now));
      long retry = now + decision.retryAfter().toNanos();
      if (decision.allowed()) {
        own.admit(permits, now);
      } else if (room) {
        assertThat(own.admits(permits, retry)).isTrue();
        assertThat(own.admits(permits, retry - 1)).isFalse();
      } else {
        assertThat(hasRoom(specifications, own, retry)).isTrue();
        assertThat(hasRoom(specifications, own, retry - 1)).isFalse();
      }
      assertThat(decision.remaining()).isEqualTo(room ? own.remaining(now) : 0);
      now += pause(random, decision);
    }
  }

  private static boolean hasRoom(List<WindowBound> all, WindowBound own, long time) {
    return all.stream().filter(one -> one != own && !one.isFull(time)).count() < ROOM;
  }

  /** Returns how long to wait: often not at all, or to the very edge of the next admission. */
  private static long pause(Random random, Decision decision) {
    long retry = decision.retryAfter().toNanos();
    long reset = decision.resetAfter().toNanos();
    return switch (random.nextInt(6)) {
      case 0, 1, 2 -> 0;
      case 3 -> Math.max(0, retry - 1);
      case 4 -> retry;
      default -> (long) (random.nextDouble() * reset);
    };
  }
}
