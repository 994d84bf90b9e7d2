// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import dev.lockproof.lease.LeaseTerms;
import dev.lockproof.lease.LeaseTimer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The lines of those in one process who wait for leases of one store, one for each resource. */
final class Lines {
  /** How long an empty line goes on listening, as somebody may come back soon. */
  static final long LINGER = TimeUnit.SECONDS.toNanos(1);

  private final Notices notices;
  private final Pace pace;
  private final LeaseTimer timer;

  /** Guarded by this, as is each place. */
  private final Map<String, Place> places = new HashMap<>();

  Lines(Notices notices, Pace pace, LeaseTimer timer) {
    this.notices = notices;
    this.pace = pace;
    this.timer = timer;
  }

  /** A line, and who is in it. */
  private static final class Place {
    final String resource;
    final Line line;
    int size;

    /** When the last one left. */
    long left;

    /** Whether a task waits to close it. */
    boolean isWatched;

    Place(String resource, Line line) {
      this.resource = resource;
      this.line = line;
    }
  }

  /**
   * Asks for a lease until it is granted or the time is over; who has none asks once, whoever
   * waits.
   *
   * @param channel where the store says that a lease of the resource was released
   */
  <L> L acquire(String resource, String channel, Duration maxWait, Supplier<Attempt<L>> request)
      throws InterruptedException {
    long maxNanos = LeaseTerms.waitNanos(maxWait);
    if (maxNanos == 0) {
      return new Line(resource, Notices.NONE, channel, pace).acquire(request, maxWait, 0);
    }
    Place place = enter(resource, channel);
    try {
      return place.line.acquire(request, maxWait, maxNanos);
    } finally {
      leave(place);
    }
  }

  /** Returns how many resources somebody waits, or still listens, for. */
  synchronized int size() {
    return places.size();
  }

  private synchronized Place enter(String resource, String channel) {
    Place place =
        places.computeIfAbsent(
            resource, name -> new Place(name, new Line(name, notices, channel, pace)));
    place.size++;
    return place;
  }

  private synchronized void leave(Place place) {
    place.size--;
    if (place.size > 0) {
      return;
    }
    place.left = pace.clock().getAsLong();
    if (!place.line.isListening()) {
      places.remove(place.resource);
    } else if (!place.isWatched) {
      place.isWatched = true;
      watch(place, LINGER);
    }
  }

  private void watch(Place place, long nanos) {
    Runnable unused = timer.after(nanos, () -> tidy(place));
  }

  /** Closes a line that has been empty for long enough. */
  private synchronized void tidy(Place place) {
    long rest = place.left + LINGER - pace.clock().getAsLong();
    if (place.size > 0) {
      place.isWatched = false;
    } else if (rest > 0) {
      watch(place, rest);
    } else {
      places.remove(place.resource);
      place.line.close();
    }
  }
}
