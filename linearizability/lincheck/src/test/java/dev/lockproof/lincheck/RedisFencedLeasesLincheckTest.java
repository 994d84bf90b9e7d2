// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import dev.lockproof.lease.FencedLease;
import dev.lockproof.lease.LeaseTerms;
import dev.lockproof.lease.Release;
import dev.lockproof.lease.Renewal;
import dev.lockproof.redis.RedisFencedLeases;
import dev.lockproof.redis.ScriptTwin;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;

/** Claim redis-lease.handle: a lease object is linearizable, on the twin of the scripts. */
@Tag("redis-lease.handle")
public class RedisFencedLeasesLincheckTest extends LincheckTest {
  private static final long TTL = 10;
  private static final long STEP = 6;

  private final AtomicLong now = new AtomicLong();
  private final RedisFencedLeases store =
      RedisFencedLeases.builder(new ScriptTwin(now::get))
          .clock(() -> now.get() * 1_000_000)
          .terms(new LeaseTerms(0, Duration.ZERO))
          .timer((nanos, task) -> () -> {})
          .build();
  private final FencedLease lease = grant();

  private FencedLease grant() {
    return store.tryAcquire("resource", Duration.ofMillis(TTL)).orElseThrow();
  }

  /** Returns whether the lease was renewed; the twin runs one script at a time, as the server. */
  @Operation(blocking = true)
  public boolean renew() {
    return lease.renew(Duration.ofMillis(TTL)) == Renewal.RENEWED;
  }

  /** Returns whether the lease was held until its release. */
  @Operation(blocking = true)
  public boolean release() {
    return lease.release() == Release.RELEASED;
  }

  /** Returns whether the lease is held. */
  @Operation
  public boolean isHeld() {
    return lease.isHeld();
  }

  /** Lets more than half of a time-to-live pass. */
  @Operation
  public void advance() {
    now.addAndGet(STEP);
  }

  /** The races that matter; of random scenarios most have none, as they only move the clock. */
  @Override
  protected List<ExecutionScenario> scenarios() {
    return List.of(
        race("renew", "release isHeld", "release"), // one answer, no resurrection
        race("renew", "advance renew", "advance isHeld"), // the later deadline, none after expiry
        race("release", "advance isHeld advance")); // expiry while the release is on its way
  }

  /** A lease without threads. */
  public static class Sequential {
    private long now;
    private long deadline = TTL;
    private boolean released;
    private boolean releasedInTime;

    /** Moves the deadline of a lease that is held. */
    public boolean renew() {
      boolean held = isHeld();
      deadline = held ? Math.max(deadline, now + TTL) : deadline;
      return held;
    }

    /** Ends the lease; the first answer stays. */
    public boolean release() {
      releasedInTime = releasedInTime || isHeld();
      released = true;
      return releasedInTime;
    }

    /** Compares with the deadline. */
    public boolean isHeld() {
      return !released && now < deadline;
    }

    /** Lets time pass. */
    public void advance() {
      now += STEP;
    }
  }
}
