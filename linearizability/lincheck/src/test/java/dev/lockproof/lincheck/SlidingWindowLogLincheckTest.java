// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import dev.lockproof.rate.Decision;
import dev.lockproof.rate.SlidingWindowLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;

/**
 * Claims sliding-window-log.window, sliding-window-log.exact, sliding-window-log.retry,
 * sliding-window-log.linearizable, sliding-window-log.progress: requests are linearizable, with all
 * that they are told, and so is the passing of time among them.
 *
 * <p>Two permits in any window shorter than three nanoseconds.
 */
@Tag("sliding-window-log.window")
@Tag("sliding-window-log.exact")
@Tag("sliding-window-log.retry")
@Tag("sliding-window-log.linearizable")
@Tag("sliding-window-log.progress")
public class SlidingWindowLogLincheckTest extends LincheckTest {
  private static final int LIMIT = 2;
  private static final int LENGTH = 3;

  private final AtomicLong now = new AtomicLong();
  private final SlidingWindowLog log =
      new SlidingWindowLog(LIMIT, Duration.ofNanos(LENGTH), now::get);

  /** Asks for a permit. */
  @Operation(blocking = true)
  public boolean one() {
    return log.tryAcquire();
  }

  /** Asks for a permit, and for times. */
  @Operation(blocking = true)
  public String decideOne() {
    return log.decide().toString();
  }

  /** Asks for all permits, and for times. */
  @Operation(blocking = true)
  public String decideTwo() {
    return log.decide(2).toString();
  }

  /** Lets a nanosecond pass. */
  @Operation
  public void tick() {
    now.incrementAndGet();
  }

  /** The races that matter; of random scenarios most only move the clock. */
  @Override
  protected List<ExecutionScenario> scenarios() {
    return List.of(
        race("one", "decideTwo", "one"), // for the last permit
        race("decideOne tick decideOne tick", "tick decideTwo"), // against time
        race("one tick one tick", "tick decideOne tick decideOne")); // permits come back one by one
  }

  /** A log without threads: of each permit, when it was admitted. */
  public static class Sequential {
    private final List<Integer> times = new ArrayList<>();
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
    public void tick() {
      now++;
    }

    private Decision decide(int permits) {
      times.removeIf(time -> now - time >= LENGTH);
      int retry = 0;
      while (young(retry) + permits > LIMIT) {
        retry++;
      }
      for (int i = 0; i < permits && retry == 0; i++) {
        times.add(now);
      }
      int reset = 0;
      while (young(reset) > 0) {
        reset++;
      }
      return new Decision(
          retry == 0, LIMIT - young(0), Duration.ofNanos(retry), Duration.ofNanos(reset));
    }

    private long young(int later) {
      return times.stream().filter(time -> now + later - time < LENGTH).count();
    }
  }
}
