// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import dev.lockproof.lease.Lease;
import dev.lockproof.redis.Instances;
import dev.lockproof.redis.RedisRedlock;
import dev.lockproof.redis.ScriptTwin;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;

/**
 * Claims redlock.exclusion and redlock.quorum: a counter under leases of three instances is
 * linearizable, in whatever order the instances meet the requests.
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

  private int counter;

  /** Counts under a lease, as soon as there is one. */
  @Operation(blocking = true)
  public int count() {
    while (true) {
      Lease lease = redlock.tryAcquire("resource", Duration.ofSeconds(1)).orElse(null);
      if (lease != null) {
        int counted = ++counter;
        lease.release();
        return counted;
      }
    }
  }

  /** Two that ask again and again: of three instances one of them has a majority. */
  @Override
  protected List<ExecutionScenario> scenarios() {
    return List.of(race("count", "count"), race("count count", "count"));
  }

  /** A counter without threads. */
  public static class Sequential {
    private int counter;

    /** Counts. */
    public int count() {
      return ++counter;
    }
  }
}
