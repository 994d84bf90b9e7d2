// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import dev.lockproof.rate.Decision;
import dev.lockproof.rate.LeakyBucket;
import dev.lockproof.rate.Rate;
import dev.lockproof.rate.Reservation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;

/**
 * Claims leaky-bucket.spacing, leaky-bucket.exact, leaky-bucket.room, leaky-bucket.retry,
 * leaky-bucket.order, leaky-bucket.give-back, leaky-bucket.progress: places in line are
 * linearizable, with their times, and so are giving up and what is said of the room; and waiters go
 * when those before them have leaked out.
 *
 * <p>Of four permits, each nanosecond leaks two thirds of one. Time passes by tick, or by one when
 * somebody waits: so every wait ends early many times.
 */
@Tag("leaky-bucket.spacing")
@Tag("leaky-bucket.exact")
@Tag("leaky-bucket.room")
@Tag("leaky-bucket.retry")
@Tag("leaky-bucket.order")
@Tag("leaky-bucket.give-back")
@Tag("leaky-bucket.progress")
public class LeakyBucketLincheckTest extends LincheckTest {
  private static final int CAPACITY = 4;
  private static final int PERMIT = 3;
  private static final int GAIN = 2;

  private final AtomicLong now = new AtomicLong();
  private final AtomicLong gone = new AtomicLong();
  private final LeakyBucket bucket =
      new LeakyBucket(
          CAPACITY,
          new Rate(GAIN, Duration.ofNanos(PERMIT)),
          now::get,
          nanos -> now.incrementAndGet());
  private Optional<Reservation> two = Optional.empty();
  private Optional<Reservation> other = Optional.empty();

  /** Gets in line for a permit; says whether there was room. */
  @Operation(blocking = true)
  public boolean one() {
    return bucket.reserve(1).isPresent();
  }

  /** Gets in line for two permits; only one thread does. */
  @Operation(blocking = true)
  public boolean reserveTwo() {
    two = bucket.reserve(2);
    return two.isPresent();
  }

  /** Gives up, and says whether it did; the same thread. */
  @Operation(blocking = true)
  public boolean cancelTwo() {
    return two.isPresent() && two.get().cancel();
  }

  /** Gets in line for a permit; only one thread does, another one. */
  @Operation(blocking = true)
  public boolean reserveOther() {
    other = bucket.reserve(1);
    return other.isPresent();
  }

  /** Returns when that is due. */
  @Operation(blocking = true)
  public long delayOther() {
    return other.isPresent() ? other.get().delay().toNanos() : -1;
  }

  /** Asks for the room for two. */
  @Operation(blocking = true)
  public long room() {
    Decision room = bucket.room(2);
    return told(
        room.allowed(), room.remaining(), room.retryAfter().toNanos(), room.resetAfter().toNanos());
  }

  private static long told(boolean allowed, long remaining, long retry, long reset) {
    return (allowed ? 1_000 : 0) + 100 * remaining + 10 * retry + reset;
  }

  /** Waits for two permits, and returns whether all that went before it had leaked out. */
  @Operation(blocking = true)
  public boolean acquireTwo() throws InterruptedException {
    return bucket.acquire(2).allowed() && (gone.getAndAdd(2) * PERMIT - now.get() * GAIN) < GAIN;
  }

  /** Lets a nanosecond pass. */
  @Operation
  public void tick() {
    now.incrementAndGet();
  }

  /** The races that matter. */
  @Override
  protected List<ExecutionScenario> scenarios() {
    return List.of(
        race("one reserveTwo cancelTwo", "reserveOther delayOther", "one tick"), // giving up
        race("reserveTwo one room", "one reserveOther", "tick"), // for the last room
        race("reserveTwo room cancelTwo", "one tick", "tick"), // what is due is taken
        race("acquireTwo", "acquireTwo")); // waiting
  }

  /** A bucket without threads, which knows who came when, and finds out since when it is full. */
  public static class Sequential {
    private final List<Place> places = new ArrayList<>();
    private int now;

    private record Place(String who, int permits, int came) {}

    /** Gets in line. */
    public boolean one() {
      return reserve("one", 1);
    }

    /** Gets in line. */
    public boolean reserveTwo() {
      return reserve("two", 2);
    }

    /** Gets out of the line. */
    public boolean cancelTwo() {
      int place = find("two");
      boolean early = place >= 0 && due(place) > now;
      if (early) {
        places.remove(place);
      }
      return early;
    }

    /** Gets in line. */
    public boolean reserveOther() {
      return reserve("other", 1);
    }

    /** Looks. */
    public long delayOther() {
      int place = find("other");
      return place < 0 ? -1 : Math.max(0, due(place) - now);
    }

    /** Looks how much is inside, tick by tick. */
    public long room() {
      int retry = 0;
      while (inside(now + retry) + 2 * PERMIT > CAPACITY * PERMIT) {
        retry++;
      }
      int reset = 0;
      while (inside(now + reset) > 0) {
        reset++;
      }
      return told(retry == 0, (CAPACITY * PERMIT - inside(now)) / PERMIT, retry, reset);
    }

    /** Takes as many as fit. */
    public boolean acquireTwo() {
      return true;
    }

    /** Ages. */
    public void tick() {
      now++;
    }

    private boolean reserve(String who, int permits) {
      boolean fits = inside(now) + permits * PERMIT <= CAPACITY * PERMIT;
      if (fits) {
        places.add(new Place(who, permits, now));
      }
      return fits;
    }

    private int find(String who) {
      return places.stream().map(Place::who).toList().indexOf(who);
    }

    private int due(int place) {
      int moment = Math.max(places.get(place).came * GAIN, empty(place));
      return -Math.floorDiv(-moment, GAIN);
    }

    private int inside(int time) {
      return Math.max(0, empty(places.size()) - time * GAIN);
    }

    private int empty(int count) {
      int latest = 0;
      int sum = 0;
      for (int first = count - 1; first >= 0; first--) {
        sum += places.get(first).permits * PERMIT;
        latest = Math.max(latest, places.get(first).came * GAIN + sum);
      }
      return latest;
    }
  }
}
