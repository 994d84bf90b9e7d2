// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import dev.lockproof.rate.Decision;
import dev.lockproof.rate.LockedBucket;
import dev.lockproof.rate.Rate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;

/**
 * Claims locked-bucket.window, locked-bucket.exact, locked-bucket.retry,
 * locked-bucket.linearizable, locked-bucket.progress: requests are linearizable, with all that they
 * are told, and so are changes and the passing of time among them.
 *
 * <p>Three permits, of which each nanosecond brings two thirds of one, or two, and half a one: so a
 * change rounds off.
 */
@Tag("locked-bucket.window")
@Tag("locked-bucket.exact")
@Tag("locked-bucket.retry")
@Tag("locked-bucket.linearizable")
@Tag("locked-bucket.progress")
public class LockedBucketLincheckTest extends LincheckTest {
  private static final Rate WIDE = new Rate(2, Duration.ofNanos(3));
  private static final Rate NARROW = new Rate(1, Duration.ofNanos(2));

  private final AtomicLong now = new AtomicLong();
  private final LockedBucket bucket = new LockedBucket(3, WIDE, now::get);

  /** Asks for a permit. */
  @Operation(blocking = true)
  public boolean one() {
    return bucket.tryAcquire();
  }

  /** Asks for two permits, and for times. */
  @Operation(blocking = true)
  public String decideTwo() {
    return bucket.decide(2).toString();
  }

  /** Asks for less than nothing, which is an error, and returns whether it was admitted. */
  @Operation(blocking = true)
  public boolean minusOne() {
    try {
      return bucket.tryAcquire(-1);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Sets the smaller burst and the lower rate. */
  @Operation(blocking = true)
  public void narrow() {
    bucket.reconfigure(2, NARROW);
  }

  /** Sets the larger burst and the higher rate again. */
  @Operation(blocking = true)
  public void widen() {
    bucket.reconfigure(3, WIDE);
  }

  /** Lets three nanoseconds pass. */
  @Operation
  public void pass() {
    now.addAndGet(3);
  }

  /** The races that matter; of random scenarios most only move the clock. */
  @Override
  protected List<ExecutionScenario> scenarios() {
    return List.of(
        race("one", "decideTwo", "one"), // for the last permit
        race("decideTwo minusOne", "decideTwo"), // nobody gives any back
        race("narrow decideTwo", "one one"), // a smaller burst holds at once
        race("narrow widen one", "decideTwo one"), // back and forth hands out nothing
        race("narrow pass widen decideTwo", "decideTwo")); // what came in came at the rate before
  }

  /** A bucket without threads; it holds sixths of a permit. */
  public static class Sequential {
    private boolean wide = true;
    private int sixths = 18;

    /** Takes a permit. */
    public boolean one() {
      return decide(1).allowed();
    }

    /** Takes two permits and computes. */
    public String decideTwo() {
      return decide(2).toString();
    }

    /** Changes nothing. */
    public boolean minusOne() {
      return false;
    }

    /** Cuts off what is too much, and what is no half. */
    public void narrow() {
      wide = false;
      sixths = Math.min(sixths / 3 * 3, capacity());
    }

    /** Cuts off what is no third. */
    public void widen() {
      wide = true;
      sixths = Math.min(sixths / 2 * 2, capacity());
    }

    /** Fills some. */
    public void pass() {
      sixths = Math.min(sixths + 3 * gain(), capacity());
    }

    private int capacity() {
      return wide ? 18 : 12;
    }

    private int gain() {
      return wide ? 4 : 3;
    }

    private Decision decide(int permits) {
      int missing = permits * 6 - sixths;
      sixths -= missing > 0 ? 0 : permits * 6;
      return new Decision(
          missing <= 0, sixths / 6, until(Math.max(0, missing)), until(capacity() - sixths));
    }

    private Duration until(int missing) {
      return Duration.ofNanos((missing + gain() - 1) / gain());
    }
  }
}
