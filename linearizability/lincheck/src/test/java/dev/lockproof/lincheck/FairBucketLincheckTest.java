// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import dev.lockproof.rate.FairBucket;
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
 * Claims fair-bucket.window, fair-bucket.exact, fair-bucket.order, fair-bucket.give-back,
 * fair-bucket.progress: places in line are linearizable, with their times, and so is giving up; and
 * waiters go when the bound lets them.
 *
 * <p>Of two permits, each nanosecond brings two thirds of one. Time passes by tick, or by one when
 * somebody waits: so every wait ends early many times.
 */
@Tag("fair-bucket.window")
@Tag("fair-bucket.exact")
@Tag("fair-bucket.order")
@Tag("fair-bucket.give-back")
@Tag("fair-bucket.progress")
public class FairBucketLincheckTest extends LincheckTest {
  private static final int BURST = 2;
  private static final int PERMIT = 3;
  private static final int GAIN = 2;
  private static final Duration LONG = Duration.ofDays(1);

  private final AtomicLong now = new AtomicLong();
  private final AtomicLong admitted = new AtomicLong();
  private final FairBucket bucket =
      new FairBucket(
          BURST,
          new Rate(GAIN, Duration.ofNanos(PERMIT)),
          now::get,
          nanos -> now.incrementAndGet());
  private Optional<Reservation> two = Optional.empty();
  private Optional<Reservation> other = Optional.empty();

  /** Asks for a permit. */
  @Operation(blocking = true)
  public boolean one() {
    return bucket.tryAcquire();
  }

  /** Gets in line for all permits; only one thread does. */
  @Operation(blocking = true)
  public void reserveTwo() {
    two = bucket.reserve(2, LONG);
  }

  /** Gives up, and says whether it did; the same thread. */
  @Operation(blocking = true)
  public boolean cancelTwo() {
    return two.orElseThrow().cancel();
  }

  /** Gets in line for a permit; only one thread does, another one. */
  @Operation(blocking = true)
  public void reserveOther() {
    other = bucket.reserve(1, LONG);
  }

  /** Returns when that is due. */
  @Operation(blocking = true)
  public long delayOther() {
    return other.orElseThrow().delay().toNanos();
  }

  /** Waits for all permits, and returns whether as many had come in as were admitted. */
  @Operation(blocking = true)
  public boolean acquireTwo() throws InterruptedException {
    bucket.acquire(2);
    return admitted.addAndGet(2) * PERMIT <= BURST * PERMIT + now.get() * GAIN;
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
        race("one reserveTwo one", "reserveOther delayOther", "tick"), // the order
        race("reserveTwo cancelTwo one", "one", "tick"), // what is due is taken
        race("acquireTwo", "acquireTwo")); // waiting
  }

  /** A line without threads: whoever comes looks for the first moment that all windows leave it. */
  public static class Sequential {
    private final List<Place> admitted = new ArrayList<>(List.of(new Place("", 0, 0)));
    private final List<Place> line = new ArrayList<>();
    private int now;

    private record Place(String who, int permits, int due) {}

    /** Takes a permit. */
    public boolean one() {
      reserve("one", 1);
      return line.isEmpty() || !line.remove(line.get(line.size() - 1));
    }

    /** Gets in line. */
    public void reserveTwo() {
      reserve("two", 2);
    }

    /** Gets out of the line, and lets those behind get in again. */
    public boolean cancelTwo() {
      List<Place> behind = new ArrayList<>(line);
      int place = line.stream().map(Place::who).toList().indexOf("two");
      if (place < 0) {
        return false;
      }
      line.subList(place, line.size()).clear();
      behind.subList(place + 1, behind.size()).forEach(next -> reserve(next.who, next.permits));
      return true;
    }

    /** Gets in line. */
    public void reserveOther() {
      reserve("other", 1);
    }

    /** Looks. */
    public long delayOther() {
      return line.stream()
          .filter(place -> place.who.equals("other"))
          .mapToInt(place -> place.due - now)
          .findFirst()
          .orElse(0);
    }

    /** Takes as many as came in. */
    public boolean acquireTwo() {
      return true;
    }

    /** Ages. */
    public void tick() {
      now++;
      serve();
    }

    private void reserve(String who, int permits) {
      List<Place> before = new ArrayList<>(admitted);
      before.addAll(line);
      int due = Math.max(now, before.get(before.size() - 1).due);
      while (!fits(before, permits, due)) {
        due++;
      }
      line.add(new Place(who, permits, due));
      serve();
    }

    private void serve() {
      while (!line.isEmpty() && line.get(0).due <= now) {
        admitted.add(line.remove(0));
      }
    }

    private static boolean fits(List<Place> before, int permits, int due) {
      int sum = permits;
      boolean fits = true;
      for (int first = before.size() - 1; first >= 0; first--) {
        sum += before.get(first).permits;
        fits &= (sum - BURST) * PERMIT <= (due - before.get(first).due) * GAIN;
      }
      return fits;
    }
  }
}
