// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockproof.lease.FencedLease;
import dev.lockproof.lease.LeaseTerms;
import dev.lockproof.redis.RedisFencedLeases;
import dev.lockproof.redis.ScriptTwin;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** The lease object of {@link RedisFencedLeases}, on the twin of the scripts. */
public final class RedisFencedLeasesStress {
  private RedisFencedLeasesStress() {}

  /** Claim redis-lease.handle: a renewal that races with the release resurrects nothing. */
  @JCStressTest
  @Outcome(id = "RENEWED, RELEASED, false", expect = ACCEPTABLE, desc = "renewed, then released")
  @Outcome(
      id = "LOST, RELEASED, false",
      expect = ACCEPTABLE,
      desc = "released, then lost to the renewal")
  @Outcome(expect = FORBIDDEN, desc = "held after its release, or not released")
  @Ref("redis-lease.handle")
  @State
  public static class RenewRelease extends Held {
    /** Renews. */
    @Actor
    public void renewer(LLL_Result r) {
      r.r1 = lease.renew(Duration.ofSeconds(2));
    }

    /** Releases. */
    @Actor
    public void releaser(LLL_Result r) {
      r.r2 = lease.release();
    }

    /** Looks whether it is held. */
    @Arbiter
    public void afterwards(LLL_Result r) {
      r.r3 = lease.isHeld();
    }
  }

  /** Claim redis-lease.handle: of two renewals the later deadline counts. */
  @JCStressTest
  @Outcome(
      id = "RENEWED, RENEWED, 3",
      expect = ACCEPTABLE,
      desc = "both renewed, the later deadline")
  @Outcome(expect = FORBIDDEN, desc = "a renewal or its deadline was forgotten")
  @Ref("redis-lease.handle")
  @State
  public static class RenewRenew extends Held {
    /** Renews for two seconds. */
    @Actor
    public void shorter(LLL_Result r) {
      r.r1 = lease.renew(Duration.ofSeconds(2));
    }

    /** Renews for three seconds. */
    @Actor
    public void longer(LLL_Result r) {
      r.r2 = lease.renew(Duration.ofSeconds(3));
    }

    /** Looks how many seconds are left. */
    @Arbiter
    public void afterwards(LLL_Result r) {
      r.r3 = lease.remaining().toSeconds();
    }
  }

  /** Claim redis-lease.handle: two releases are one, with one answer and one loss. */
  @JCStressTest
  @Outcome(id = "RELEASED, RELEASED, 1", expect = ACCEPTABLE, desc = "both released, lost once")
  @Outcome(expect = FORBIDDEN, desc = "two answers, or not lost once")
  @Ref("redis-lease.handle")
  @State
  public static class ReleaseRelease extends Held {
    /** Releases. */
    @Actor
    public void one(LLL_Result r) {
      r.r1 = lease.release();
    }

    /** Releases. */
    @Actor
    public void other(LLL_Result r) {
      r.r2 = lease.release();
    }

    /** Counts the losses. */
    @Arbiter
    public void afterwards(LLL_Result r) {
      r.r3 = losses;
    }
  }

  /** A lease of a second at a time that does not pass. */
  static class Held {
    final FencedLease lease =
        RedisFencedLeases.builder(new ScriptTwin(() -> 0))
            .clock(() -> 0)
            .terms(new LeaseTerms(0, Duration.ZERO))
            .timer((nanos, task) -> () -> {})
            .owners(() -> "owner")
            .build()
            .tryAcquire("resource", Duration.ofSeconds(1))
            .orElseThrow();

    int losses;

    Held() {
      lease.lost().thenRun(() -> losses++);
    }
  }
}
