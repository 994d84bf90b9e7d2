// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import dev.lockproof.rate.Decision;
import dev.lockproof.rate.Rate;
import dev.lockproof.redis.RedisTokenBucket;
import dev.lockproof.redis.ScriptTwin;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuarantee;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;

/**
 * Claims redis-bucket.window, redis-bucket.exact, redis-bucket.retry, redis-bucket.together:
 * requests to two buckets are linearizable, and so is the passing of time, on the twin of the
 * script. Of two permits, each microsecond brings two thirds of one.
 */
@Tag("redis-bucket.window")
@Tag("redis-bucket.exact")
@Tag("redis-bucket.retry")
@Tag("redis-bucket.together")
public class RedisTokenBucketLincheckTest extends LincheckTest {
  private static final int BURST = 2;
  private static final int PERMIT = 3;
  private static final int GAIN = 2;

  private final AtomicLong micros = new AtomicLong(1_000_000_000);
  private final RedisTokenBucket buckets =
      new RedisTokenBucket(
          ScriptTwin.onMicros(micros::get), "b", BURST, new Rate(GAIN, Duration.ofNanos(3_000)));

  /** Asks one bucket for a permit. */
  @Operation
  public long one() {
    return told(buckets.decide("one"));
  }

  /** Asks the other for all permits. */
  @Operation
  public long other() {
    return told(buckets.decide("other", BURST));
  }

  /** Asks each for a permit, or none. */
  @Operation
  public boolean both() {
    return RedisTokenBucket.decideAll(List.of(buckets.demand("one", 1), buckets.demand("other", 1)))
        .allowed();
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
        race("one one", "tick one"), // for the last permit, against time: a fraction is left
        race("both", "other", "one")); // all or none
  }

  /** Two buckets without threads; the clock does not matter, only how much came in. */
  public static class Sequential {
    private int one = BURST * PERMIT;
    private int other = BURST * PERMIT;

    /** Takes a permit of one, and computes. */
    public long one() {
      boolean allowed = one >= PERMIT;
      long retry = allowed ? 0 : micros(PERMIT - one);
      one -= allowed ? PERMIT : 0;
      return told(allowed, one, retry);
    }

    /** Takes all of the other, and computes. */
    public long other() {
      boolean allowed = other >= BURST * PERMIT;
      long retry = allowed ? 0 : micros(BURST * PERMIT - other);
      other -= allowed ? BURST * PERMIT : 0;
      return told(allowed, other, retry);
    }

    /** Takes a permit of each, or none. */
    public boolean both() {
      boolean allowed = one >= PERMIT && other >= PERMIT;
      one -= allowed ? PERMIT : 0;
      other -= allowed ? PERMIT : 0;
      return allowed;
    }

    /** Fills some. */
    public void tick() {
      one = Math.min(BURST * PERMIT, one + GAIN);
      other = Math.min(BURST * PERMIT, other + GAIN);
    }

    private static long micros(int units) {
      return -Math.floorDiv(-units, GAIN);
    }

    private static long told(boolean allowed, int units, long retry) {
      return RedisTokenBucketLincheckTest.told(
          allowed, units / PERMIT, retry, micros(BURST * PERMIT - units));
    }
  }
}
