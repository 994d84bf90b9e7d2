// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockproof.lease.Lease;
import dev.lockproof.lease.LeaseUnknownException;
import dev.lockproof.lease.Release;
import dev.lockproof.lease.Renewal;
import dev.lockproof.lease.StoreException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Instances that are gone, do not answer, or are with somebody else. */
class RedisRedlockOutcomeTest extends FiveTwins {
  /** A majority is enough, in any mixture of the ways to fail. */
  @Test
  @Tag("redlock.quorum")
  void minorityMayFail() {
    broken(FiveTwins::gone, 0);
    broken(FiveTwins::deaf, 1);
    Lease lease = grant();
    assertThat(lease.renew(TTL)).isEqualTo(Renewal.RENEWED);
    assertThat(lease.release()).isEqualTo(Release.RELEASED);
  }

  /** Without a majority that can be asked, nothing is granted, and nothing is left. */
  @Test
  @Tag("redlock.quorum")
  void majorityGone() {
    broken(FiveTwins::gone, 0, 1, 2);
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(this::grant)
        .withMessageContaining("FAILED");
    assertThat(keys()).isZero();
  }

  /** Where a majority may have granted it, nobody can know; what was granted is freed. */
  @Test
  @Tag("redlock.quorum")
  @Tag("redlock.release")
  void majorityMayHaveGranted() {
    broken(FiveTwins::mute, 0, 1, 2);
    assertThatExceptionOfType(LeaseUnknownException.class)
        .isThrownBy(this::grant)
        .satisfies(e -> assertThat(e.owner()).isEqualTo("owner-1"))
        .satisfies(e -> assertThat(e.latestExpiry()).isGreaterThan(TTL));
    assertThat(keys()).isZero();
  }

  /** A round that is refused frees what it got, also where the answer was lost. */
  @Test
  @Tag("redlock.release")
  void refusedRoundIsReleased() {
    Lease lease = theirs.tryAcquire("r", TTL).orElseThrow();
    String key = "lockproof:lease:r";
    twins.get(0).run(Script.RELEASE, List.of(key), List.of("owner-1"));
    twins.get(1).run(Script.RELEASE, List.of(key), List.of("owner-1"));
    broken(FiveTwins::mute, 1);
    assertThat(ours.tryAcquire("r", TTL)).isEmpty();
    assertThat(keys()).isEqualTo(3);
    assertThat(lease.release()).isEqualTo(Release.RELEASED);
  }

  /** Two that each have a minority both go without, and leave nothing. */
  @Test
  @Tag("redlock.exclusion")
  void splitVote() {
    for (int i = 0; i < 2; i++) {
      twins.get(i).run(Script.GRANT_PLAIN, List.of("lockproof:lease:r"), List.of("x", "1000"));
    }
    broken(FiveTwins::gone, 4);
    assertThat(ours.tryAcquire("r", TTL)).isEmpty();
    assertThat(keys()).isEqualTo(2);
  }
}
