// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import dev.lockproof.rate.Decision;
import dev.lockproof.rate.Rate;
import dev.lockproof.rate.TokenBucket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;

/**
 * Claims token-bucket.window, token-bucket.exact, token-bucket.retry, token-bucket.linearizable,
 * token-bucket.progress: requests are linearizable, and so is the passing of time among them.
 *
 * <p>Of two permits, each nanosecond brings two thirds of one, in units so small that an era has
 * four nanoseconds. What a refusal says is left out: it does not count who has read the clock
 * before and is recorded after it.
 */
@Tag("token-bucket.window")
@Tag("token-bucket.exact")
@Tag("token-bucket.retry")
@Tag("token-bucket.linearizable")
@Tag("token-bucket.progress")
public class TokenBucketLincheckTest extends LincheckTest {
  private static final int BURST = 2;
  private static final long PERMIT = 3 * (1L << 58) - 1;
  private static final long GAIN = (1L << 59) - 1;

  private final AtomicLong now = new AtomicLong();
  private final TokenBucket bucket =
      new TokenBucket(BURST, new Rate(GAIN, Duration.ofNanos(PERMIT)), now::get);

  /** Asks for a permit. */
  @Operation
  public boolean one() {
    return bucket.tryAcquire();
  }

  /** Asks for all permits. */
  @Operation
  public boolean two() {
    return bucket.tryAcquire(2);
  }

  /** Asks for a permit, and for times. */
  @Operation
  public String decideOne() {
    return told(bucket.decide());
  }

  /** Asks for all permits, and for times. */
  @Operation
  public String decideTwo() {
    return told(bucket.decide(2));
  }

  private static String told(Decision decision) {
    return decision.allowed() ? decision.toString() : "refused";
  }

  /** Lets a nanosecond pass. */
  @Operation
  public void tick() {
    now.incrementAndGet();
  }

  /** Lets an era pass, all but the nanosecond that ends it. */
  @Operation
  public void age() {
    now.addAndGet(4);
  }

  /** Lets 146 years pass. */
  @Operation
  public void idle() {
    now.addAndGet(1L << 62);
  }

  /** The races that matter; of random scenarios most only move the clock. */
  @Override
  protected List<ExecutionScenario> scenarios() {
    return List.of(
        race("one", "two", "one"), // for the last permit
        race("one decideOne", "tick decideTwo", "one"), // against time
        race("one tick one tick one", "decideOne"), // a fraction is left
        race("two idle two", "one"), // a full bucket is no fuller
        race("age two tick tick", "one", "one"), // an era ends with something missing
        race("age tick two", "one", "decideOne")); // and another one begins, which all see
  }

  /** A bucket without threads; its clock does not matter, only how much came in. */
  public static class Sequential {
    private long units = BURST * PERMIT;

    /** Takes a permit. */
    public boolean one() {
      return take(1);
    }

    /** Takes all permits. */
    public boolean two() {
      return take(2);
    }

    /** Takes a permit and computes. */
    public String decideOne() {
      return decide(1);
    }

    /** Takes all permits and computes. */
    public String decideTwo() {
      return decide(2);
    }

    /** Fills some. */
    public void tick() {
      units = Math.min(BURST * PERMIT, units + GAIN);
    }

    /** Fills all. */
    public void age() {
      idle();
    }

    /** Fills all. */
    public void idle() {
      units = BURST * PERMIT;
    }

    private boolean take(int permits) {
      boolean allowed = permits * PERMIT <= units;
      units -= allowed ? permits * PERMIT : 0;
      return allowed;
    }

    private String decide(int permits) {
      return take(permits)
          ? new Decision(true, units / PERMIT, Duration.ZERO, untilFull()).toString()
          : "refused";
    }

    private Duration untilFull() {
      int nanos = 0;
      while (units + nanos * GAIN < BURST * PERMIT) {
        nanos++;
      }
      return Duration.ofNanos(nanos);
    }
  }
}
