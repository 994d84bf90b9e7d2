// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import dev.lockproof.redis.Instances;
import dev.lockproof.redis.RedisRedlock;
import dev.lockproof.redis.ScriptTwin;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;

/**
 * Claims redlock.exclusion and redlock.quorum: one lease of three instances is granted, if any, in
 * whatever order they meet the requests.
 */
@Tag("redlock.exclusion")
@Tag("redlock.quorum")
public class RedlockRoundLincheckTest extends LincheckTest {
  private final AtomicLong owners = new AtomicLong();
  private final RedisRedlock redlock =
      RedisRedlock.builder(
              Instances.inTurn(
                  List.of(
                      new ScriptTwin(() -> 0), new ScriptTwin(() -> 0), new ScriptTwin(() -> 0))))
          .clock(() -> 0)
          .owners(() -> "owner-" + owners.incrementAndGet())
          .timer((nanos, task) -> () -> {})
          .build();

  private final AtomicInteger leases = new AtomicInteger();

  /**
   * Asks once for a lease that is never released, and returns whether nobody else was granted one.
   */
  @Operation(blocking = true)
  public boolean alone() {
    return redlock.tryAcquire("resource", Duration.ofSeconds(1)).isEmpty()
        || leases.getAndIncrement() == 0;
  }

  /** Two that ask at the same time; a third would only make the search slower. */
  @Override
  protected List<ExecutionScenario> scenarios() {
    return List.of(race("alone", "alone"));
  }

  /** Without threads nobody has company. */
  public static class Sequential {
    /** Returns true. */
    public boolean alone() {
      return true;
    }
  }
}
