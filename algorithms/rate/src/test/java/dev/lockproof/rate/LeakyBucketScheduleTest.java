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
 * The line beside its specification: a request may leave once all is out of the bucket that came
 * since it was last empty. Which time that is it looks for among all.
 */
class LeakyBucketScheduleTest {
  private static final int STEPS = 120;
  private static final int SCHEDULES = 8;

  /** Who was let in and has not given up, in order. */
  private record Place(Reservation reservation, long permits, long came, long due) {}

  private final List<Place> places = new ArrayList<>();
  private Rate rate = Rate.perSecond(1);
  private long now;

  /** Each place is due at the first nanosecond that those before it leave. */
  @ParameterizedTest(name = "{0} and {1} each {2}")
  @CsvSource({
    "1, 1, PT1S",
    "3, 7, PT24H",
    "5, 3, PT1S",
    "7, 3, PT0.00000001S",
    "9, 7, PT0.000000002S",
    "4, 7, PT1S"
  })
  @Tag("leaky-bucket.spacing")
  @Tag("leaky-bucket.exact")
  @Tag("leaky-bucket.room")
  @Tag("leaky-bucket.order")
  @Tag("leaky-bucket.give-back")
  void everyPlaceIsDueAsSpecified(long capacity, long permits, Duration period) {
    rate = new Rate(permits, period);
    for (int seed = 0; seed < SCHEDULES; seed++) {
      places.clear();
      now = 0;
      run(capacity, new Random(seed));
    }
  }

  private void run(long capacity, Random random) {
    var bucket = new LeakyBucket(capacity, rate, () -> now, nanos -> {});
    for (int i = 0; i < STEPS; i++) {
      switch (random.nextInt(4)) {
        case 0, 1 -> enter(bucket, capacity, 1 + random.nextInt((int) capacity));
        case 2 -> giveUp(random);
        default -> pass(random);
      }
      check();
    }
  }

  private void enter(LeakyBucket bucket, long capacity, long permits) {
    long inside = Math.max(0, empty(places.size()) - now * rate.permits());
    boolean fits = inside + weight(permits) <= weight(capacity);
    assertThat(bucket.room(permits).allowed()).isEqualTo(fits);
    Optional<Reservation> place = bucket.reserve(permits);
    assertThat(place.isPresent()).isEqualTo(fits);
    place.ifPresent(there -> places.add(placed(there, permits, now, places.size())));
  }

  private void giveUp(Random random) {
    if (!places.isEmpty()) {
      int one = random.nextInt(places.size());
      boolean early = places.get(one).due > now;
      assertThat(places.get(one).reservation.cancel()).isEqualTo(early);
      if (early) {
        places.remove(one);
        for (int i = one; i < places.size(); i++) {
          Place next = places.get(i);
          places.set(i, placed(next.reservation, next.permits, next.came, i));
        }
      }
    }
  }

  /** Lets time pass to the next moment at which somebody is due, or not so far. */
  private void pass(Random random) {
    long next =
        places.stream()
            .mapToLong(place -> place.due - now)
            .filter(delay -> delay > 0)
            .findFirst()
            .orElse(1_000_000_000);
    now += random.nextBoolean() ? next : (long) (random.nextDouble() * next);
  }

  private void check() {
    for (int i = 0; i < places.size(); i++) {
      Place place = places.get(i);
      assertThat(place.reservation.delay().toNanos()).isEqualTo(Math.max(0, place.due - now));
      if (i > 0) {
        long passed = (place.due - places.get(i - 1).due + 1) * rate.permits();
        assertThat(passed).isGreaterThan(weight(places.get(i - 1).permits));
      }
    }
  }

  private Place placed(Reservation reservation, long permits, long came, int before) {
    long moment = Math.max(came * rate.permits(), empty(before));
    return new Place(reservation, permits, came, -Math.floorDiv(-moment, rate.permits()));
  }

  /** When the bucket is empty after so many of them, in parts of a nanosecond. */
  private long empty(int count) {
    long latest = 0;
    long sum = 0;
    for (int first = count - 1; first >= 0; first--) {
      sum += weight(places.get(first).permits);
      latest = Math.max(latest, places.get(first).came * rate.permits() + sum);
    }
    return latest;
  }

  private long weight(long permits) {
    return permits * rate.period().toNanos();
  }
}
