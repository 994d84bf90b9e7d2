// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import dev.lockproof.rate.Decision;
import dev.lockproof.redis.RedisSlidingWindow;
import dev.lockproof.redis.ScriptTwin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuarantee;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;

/**
 * Claims redis-sliding-window.window, redis-sliding-window.exact, redis-sliding-window.retry:
 * requests are linearizable, with all that they are told, and so is the passing of time, on the
 * twin of the script. Two permits in any window shorter than three microseconds.
 */
@Tag("redis-sliding-window.window")
@Tag("redis-sliding-window.exact")
@Tag("redis-sliding-window.retry")
public class RedisSlidingWindowLincheckTest extends LincheckTest {
  private static final int LIMIT = 2;
  private static final int LENGTH = 3;

  private final AtomicLong micros = new AtomicLong(1_000_000_000);
  private final RedisSlidingWindow windows =
      new RedisSlidingWindow(
          ScriptTwin.onMicros(micros::get), "w", LIMIT, Duration.ofNanos(1_000 * LENGTH));

  /** Asks for a permit. */
  @Operation
  public long one() {
    return told(windows.decide("key"));
  }

  /** Asks for all permits. */
  @Operation
  public long all() {
    return told(windows.decide("key", LIMIT));
  }

  /** Returns the decision as one number, as texts would be most of what Lincheck explores. */
  private static long told(Decision decision) {
    return told(
        decision.allowed(),
        decision.remaining(),
        decision.retryAfter().toNanos() / 1_000,
        decision.resetAfter().toNanos() / 1_000);
  }

  private static long told(boolean allowed, long remaining, long retry, long reset) {
    return (allowed ? 1_000 : 0) + 100 * remaining + 10 * retry + reset;
  }

  /** Lets a microsecond pass. */
  @Operation
  public void tick() {
    micros.incrementAndGet();
  }

  /** A script is one step of the server, which runs one at a time. */
  @Override
  protected List<ManagedStrategyGuarantee> guarantees() {
    return List.of(forClasses(ScriptTwin.class.getName()).methods("run").treatAsAtomic());
  }

  /** The races that matter; of random scenarios most only move the clock. */
  @Override
  protected List<ExecutionScenario> scenarios() {
    return List.of(
        race("one", "all", "one"), // for the last permit
        race("one tick one tick", "tick one tick all")); // permits come back one by one
  }

  /** A window without threads: of each permit, when it was admitted. */
  public static class Sequential {
    private final List<Integer> times = new ArrayList<>();
    private int now;

    /** Takes a permit, and computes. */
    public long one() {
      return decide(1);
    }

    /** Takes all permits, and computes. */
    public long all() {
      return decide(LIMIT);
    }

    /** Ages. */
    public void tick() {
      now++;
    }

    private long decide(int permits) {
      int retry = 0;
      while (counting(retry) + permits > LIMIT) {
        retry++;
      }
      for (int i = 0; i < permits && retry == 0; i++) {
        times.add(now);
      }
      int reset = 0;
      while (counting(reset) > 0) {
        reset++;
      }
      return told(retry == 0, LIMIT - counting(0), retry, reset);
    }

    private long counting(int later) {
      return times.stream().filter(time -> now + later - time < LENGTH).count();
    }
  }
}
