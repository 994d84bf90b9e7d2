// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import dev.lockproof.rate.Decision;
import dev.lockproof.rate.KeyedLimiter;
import dev.lockproof.rate.Rate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;

/**
 * Claims keyed-limiter.window, keyed-limiter.exact, keyed-limiter.room, keyed-limiter.retry,
 * keyed-limiter.linearizable, keyed-limiter.progress: requests for two keys, for one of which there
 * is room, are linearizable, with all that they are told, and so is the passing of time among them.
 *
 * <p>Of two permits, each nanosecond brings two thirds of one. To tidy changes no answer.
 */
@Tag("keyed-limiter.window")
@Tag("keyed-limiter.exact")
@Tag("keyed-limiter.room")
@Tag("keyed-limiter.retry")
@Tag("keyed-limiter.linearizable")
@Tag("keyed-limiter.progress")
public class KeyedLimiterLincheckTest extends LincheckTest {
  private final AtomicLong now = new AtomicLong();
  private final KeyedLimiter<Integer> limiter =
      new KeyedLimiter<>(2, new Rate(2, Duration.ofNanos(3)), 1, now::get);

  /** Asks for a permit of the first key. */
  @Operation(blocking = true)
  public boolean first() {
    return limiter.tryAcquire(1);
  }

  /** Asks for all permits of the first key, and for times. */
  @Operation(blocking = true)
  public String decideFirst() {
    return limiter.decide(1, 2).toString();
  }

  /** Asks for a permit of the second key, and for times. */
  @Operation(blocking = true)
  public String decideSecond() {
    return limiter.decide(2).toString();
  }

  /** Tidies. */
  @Operation(blocking = true)
  public void tidy() {
    limiter.tidy();
  }

  /** Lets two nanoseconds pass, which bring a permit and a third. */
  @Operation
  public void pass() {
    now.addAndGet(2);
  }

  /** The races that matter; of random scenarios most only move the clock. */
  @Override
  protected List<ExecutionScenario> scenarios() {
    return List.of(
        race("first", "decideFirst", "first"), // for the last permit
        race("decideSecond", "first"), // for the room
        race("first pass decideSecond", "decideFirst"), // who is full makes room
        race("first pass tidy", "decideFirst decideFirst")); // who is full is forgotten
  }

  /** A bucket for each key, without threads; of each there is how many thirds are missing. */
  public static class Sequential {
    private final Map<Integer, Integer> missing = new TreeMap<>();

    /** Takes a permit. */
    public boolean first() {
      return decide(1, 1).allowed();
    }

    /** Takes all permits and computes. */
    public String decideFirst() {
      return decide(1, 2).toString();
    }

    /** Takes a permit and computes. */
    public String decideSecond() {
      return decide(2, 1).toString();
    }

    /** Changes nothing. */
    public void tidy() {}

    /** Fills some. */
    public void pass() {
      missing.replaceAll((key, thirds) -> thirds - 4);
      missing.values().removeIf(thirds -> thirds <= 0);
    }

    private Decision decide(int key, int permits) {
      int other = missing.getOrDefault(3 - key, 0);
      if (other > 0) {
        return new Decision(false, 0, until(other), until(other));
      }
      int own = missing.getOrDefault(key, 0);
      boolean allowed = own + 3 * permits <= 6;
      if (allowed) {
        missing.put(key, own + 3 * permits);
      }
      int after = missing.getOrDefault(key, 0);
      return new Decision(
          allowed, (6 - after) / 3, until(allowed ? 0 : own + 3 * permits - 6), until(after));
    }

    private static Duration until(int thirds) {
      return Duration.ofNanos((thirds + 1) / 2);
    }
  }
}
