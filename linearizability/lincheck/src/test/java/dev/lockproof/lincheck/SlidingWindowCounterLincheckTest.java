// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import dev.lockproof.rate.Decision;
import dev.lockproof.rate.SlidingWindowCounter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;

/**
 * Claims sliding-window-counter.window, sliding-window-counter.exact, sliding-window-counter.retry,
 * sliding-window-counter.linearizable, sliding-window-counter.progress: requests are linearizable,
 * with all that they are told, and so is the passing of time among them.
 *
 * <p>Two permits in periods of four nanoseconds, of which two pass at once.
 */
@Tag("sliding-window-counter.window")
@Tag("sliding-window-counter.exact")
@Tag("sliding-window-counter.retry")
@Tag("sliding-window-counter.linearizable")
@Tag("sliding-window-counter.progress")
public class SlidingWindowCounterLincheckTest extends LincheckTest {
  private static final int LIMIT = 2;
  private static final int LENGTH = 4;

  private final AtomicLong now = new AtomicLong();
  private final SlidingWindowCounter counter =
      new SlidingWindowCounter(LIMIT, Duration.ofNanos(LENGTH), now::get);

  /** Asks for a permit. */
  @Operation(blocking = true)
  public boolean one() {
    return counter.tryAcquire();
  }

  /** Asks for a permit, and for times. */
  @Operation(blocking = true)
  public String decideOne() {
    return counter.decide().toString();
  }

  /** Asks for all permits, and for times. */
  @Operation(blocking = true)
  public String decideTwo() {
    return counter.decide(2).toString();
  }

  /** Lets half a period pass. */
  @Operation
  public void pass() {
    now.addAndGet(2);
  }

  /** The races that matter; of random scenarios most only move the clock. */
  @Override
  protected List<ExecutionScenario> scenarios() {
    return List.of(
        race("one", "decideTwo", "one"), // for the last permit
        race("pass decideTwo pass pass decideOne", "one"), // half of a period counts
        race("one pass pass pass pass decideTwo", "decideOne")); // a period is passed over
  }

  /** A counter without threads, which knows the permits of each period. */
  public static class Sequential {
    private final int[] periods = new int[8];
    private int now;

    /** Takes a permit. */
    public boolean one() {
      return decide(1).allowed();
    }

    /** Takes a permit and computes. */
    public String decideOne() {
      return decide(1).toString();
    }

    /** Takes all permits and computes. */
    public String decideTwo() {
      return decide(2).toString();
    }

    /** Ages. */
    public void pass() {
      now += 2;
    }

    private Decision decide(int permits) {
      int retry = until(permits);
      periods[now / LENGTH] += retry == 0 ? permits : 0;
      int left = LIMIT;
      while (left > 0 && !fits(left, now)) {
        left--;
      }
      return new Decision(
          retry == 0, left, Duration.ofNanos(retry), Duration.ofNanos(until(LIMIT)));
    }

    private int until(int permits) {
      int later = 0;
      while (!fits(permits, now + later)) {
        later++;
      }
      return later;
    }

    private boolean fits(int permits, int time) {
      int period = time / LENGTH;
      int before = period == 0 ? 0 : periods[period - 1];
      return before * (LENGTH - time % LENGTH) + (periods[period] + permits) * LENGTH
          <= LIMIT * LENGTH;
    }
  }
}
