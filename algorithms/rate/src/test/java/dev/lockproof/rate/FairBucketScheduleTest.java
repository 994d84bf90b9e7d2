// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The line beside its specification, which asks about all windows for each moment of each place.
 */
class FairBucketScheduleTest {
  private static final int STEPS = 120;
  private static final int SCHEDULES = 8;

  private record Place(Reservation reservation, long permits) {}

  private long now;

  /** Each place is due at the first moment that the bound and those before it leave. */
  @ParameterizedTest(name = "{0} and {1} each {2}")
  @CsvSource({"1, 1, PT1S", "3, 7, PT24H", "5, 3, PT1S", "7, 3, PT0.00000001S", "4, 7, PT1S"})
  @Tag("fair-bucket.window")
  @Tag("fair-bucket.exact")
  @Tag("fair-bucket.order")
  @Tag("fair-bucket.give-back")
  void everyPlaceIsDueAsSpecified(long burst, long permits, Duration period) {
    for (int seed = 0; seed < SCHEDULES; seed++) {
      run(burst, new Rate(permits, period), new Random(seed));
    }
  }

  private void run(long burst, Rate rate, Random random) {
    now = 0;
    var bucket = new FairBucket(burst, rate, () -> now, nanos -> {});
    var specification = new WindowBound(burst, rate, now);
    List<Place> line = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      switch (random.nextInt(4)) {
        case 0, 1 -> enter(bucket, line, specification, 1 + random.nextInt((int) burst), random);
        case 2 -> {
          if (!line.isEmpty()) {
            Place one = line.remove(random.nextInt(line.size()));
            assertThat(one.reservation.cancel()).isTrue();
          }
        }
        default -> pass(line, random);
      }
      settle(line, specification);
      check(line, specification);
    }
  }

  private void enter(
      FairBucket bucket, List<Place> line, WindowBound specification, long permits, Random random) {
    long retry = bucket.decide(permits).retryAfter().toNanos();
    if (retry == 0) {
      assertThat(line).isEmpty();
      specification.admit(permits, now);
    } else {
      long patience = retry - 1 + random.nextInt(3);
      Optional<Reservation> place = bucket.reserve(permits, Duration.ofNanos(patience));
      assertThat(place.isPresent()).isEqualTo(patience >= retry);
      place.ifPresent(there -> line.add(new Place(there, permits)));
    }
  }

  /** Lets time pass to the next moment at which somebody is due, or not so far. */
  private void pass(List<Place> line, Random random) {
    long next = line.isEmpty() ? 1_000_000_000 : line.get(0).reservation.delay().toNanos();
    now += random.nextBoolean() ? next : (long) (random.nextDouble() * next);
  }

  /** Admits those that are due. */
  private void settle(List<Place> line, WindowBound specification) {
    while (!line.isEmpty() && line.get(0).reservation.delay().isZero()) {
      Place first = line.remove(0);
      assertThat(specification.admits(first.permits, now)).isTrue();
      specification.admit(first.permits, now);
      assertThat(first.reservation.cancel()).isFalse();
    }
  }

  private void check(List<Place> line, WindowBound specification) {
    WindowBound later = specification.copy();
    long before = now;
    for (Place place : line) {
      long due = now + place.reservation.delay().toNanos();
      assertThat(due).isGreaterThanOrEqualTo(before);
      assertThat(later.admits(place.permits, due)).isTrue();
      assertThat(due > before && later.admits(place.permits, due - 1)).isFalse();
      later.admit(place.permits, due);
      before = due;
    }
  }
}
