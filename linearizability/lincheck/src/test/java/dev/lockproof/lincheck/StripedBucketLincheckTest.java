// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import dev.lockproof.rate.Rate;
import dev.lockproof.rate.StripedBucket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;

/**
 * Claims striped-bucket.window, striped-bucket.progress: since the creation, no more is admitted
 * than the burst less what stripes may hold, and what came in; and no request waits.
 *
 * <p>Who is refused depends on who has not answered yet. So an operation does not say it; it asks,
 * and says whether as much was admitted up to now as may be. One stripe draws three permits of a
 * burst of six.
 */
@Tag("striped-bucket.window")
@Tag("striped-bucket.progress")
public class StripedBucketLincheckTest extends LincheckTest {
  private static final int BURST = 6;
  private static final int DRAW = 3;

  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger admitted = new AtomicInteger();
  private final StripedBucket bucket =
      new StripedBucket(BURST, new Rate(1, Duration.ofNanos(1)), 1, DRAW, now::get);

  /** The races that matter: for what a stripe holds, and for the right to draw. */
  @Override
  protected List<ExecutionScenario> scenarios() {
    return List.of(
        race("one one one", "one one", "one one"), race("one one tick", "one one", "one one one"));
  }

  /** Asks for a permit; returns whether no more are admitted than may be. */
  @Operation
  public boolean one() {
    if (bucket.tryAcquire()) {
      admitted.incrementAndGet();
    }
    return admitted.get() <= BURST - (DRAW - 1) + now.get();
  }

  /** Lets a permit come in. */
  @Operation
  public void tick() {
    now.incrementAndGet();
  }

  /** Nobody gets more than there is. */
  public static class Sequential {
    /** Is within the bound. */
    public boolean one() {
      return true;
    }

    /** Changes nothing. */
    public void tick() {}
  }
}
