// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockproof.lease.Lease;
import dev.lockproof.lease.LeaseTerms;
import dev.lockproof.lease.LeaseTimeoutException;
import dev.lockproof.lease.LossReason;
import dev.lockproof.lease.Release;
import dev.lockproof.lease.Renewal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Leases of a majority: granted, extended, waited for and released. */
class RedisRedlockTest extends FiveTwins {
  /** A lease is held, extended and released on all instances. */
  @Test
  @Tag("redlock.release")
  void wholeLife() {
    Lease lease = grant();
    assertThat(keys()).isEqualTo(5);
    assertThat(theirs.tryAcquire("r", TTL)).isEmpty();
    now += TTL.toNanos() / 2;
    assertThat(lease.renew(TTL)).isEqualTo(Renewal.RENEWED);
    now += TTL.toNanos() / 2;
    assertThat(lease.isHeld()).isTrue();
    assertThat(lease.release()).isEqualTo(Release.RELEASED);
    assertThat(lease.lost().toCompletableFuture().join()).isEqualTo(LossReason.RELEASED);
    assertThat(keys()).isZero();
    assertThat(theirs.tryAcquire("r", TTL)).isPresent();
  }

  /** A round whose last look at the clock comes after the validity grants nothing. */
  @Test
  @Tag("redlock.validity")
  void lateRound() {
    ways.set(
        2,
        (script, keys, arguments) -> {
          List<String> answer = twins.get(2).run(script, keys, arguments);
          now += script == Script.GRANT_PLAIN ? TTL.toNanos() : 0;
          return answer;
        });
    assertThat(ours.tryAcquire("r", TTL)).isEmpty();
    assertThat(keys()).isZero();
  }

  /** What the round took is no longer there to be held. */
  @Test
  @Tag("redlock.validity")
  void elapsedTimeCounts() {
    ways.set(
        0,
        (script, keys, arguments) -> {
          now += TTL.toNanos() / 2;
          return twins.get(0).run(script, keys, arguments);
        });
    Lease lease = grant();
    assertThat(lease.remaining()).isLessThan(TTL.dividedBy(2));
  }

  /** An extension creates nothing: neither on an instance that forgot, nor after the end. */
  @Test
  @Tag("redlock.extension")
  void extensionCreatesNothing() {
    Lease lease = grant();
    for (int i = 0; i < 3; i++) {
      twins.get(i).run(Script.RELEASE, List.of("lockproof:lease:r"), List.of("owner-1"));
    }
    assertThat(lease.renew(TTL)).isEqualTo(Renewal.LOST);
    assertThat(keys()).isEqualTo(2);
    assertThat(lease.isHeld()).isFalse();
    assertThat(lease.release()).isEqualTo(Release.ALREADY_LOST);
  }

  /** An extension that no majority confirms leaves the deadline where it was. */
  @Test
  @Tag("redlock.extension")
  void unknownExtension() {
    Lease lease = grant();
    Duration before = lease.remaining();
    broken(FiveTwins::deaf, 0, 1, 2);
    assertThat(lease.renew(TTL.multipliedBy(10))).isEqualTo(Renewal.UNKNOWN);
    assertThat(lease.remaining()).isEqualTo(before);
    mended();
    assertThat(lease.renew(TTL.dividedBy(2))).isEqualTo(Renewal.RENEWED);
    assertThat(lease.remaining()).isEqualTo(before);
  }

  /** An extension that is late by its own validity moves nothing. */
  @Test
  @Tag("redlock.validity")
  void lateExtension() {
    Lease lease = ours.tryAcquire("r", TTL.multipliedBy(10)).orElseThrow();
    ways.set(
        4,
        (script, keys, arguments) -> {
          now += TTL.toNanos();
          return twins.get(4).run(script, keys, arguments);
        });
    assertThat(lease.renew(TTL)).isEqualTo(Renewal.UNKNOWN);
    assertThat(lease.isHeld()).isTrue();
  }

  /** A waiter asks until the lease is free, also of a holder that vanished, or the wait is over. */
  @Test
  @Tag("redlock.liveness")
  void waits() throws InterruptedException {
    grant();
    assertThatExceptionOfType(LeaseTimeoutException.class)
        .isThrownBy(() -> theirs.acquire("r", TTL, TTL.dividedBy(2)));
    assertThat(theirs.acquire("r", TTL, TTL).isHeld()).isTrue();
  }

  /** Terms and names are checked before anybody is asked. */
  @Test
  void badArguments() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> ours.tryAcquire("", TTL));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> ours.tryAcquire("r", Duration.ofMillis(2)))
        .withMessageContaining("above drift and margin");
    RedisRedlock slow =
        RedisRedlock.builder(Instances.inTurn(twins))
            .terms(new LeaseTerms(0.5, Duration.ofMillis(100)))
            .build();
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> slow.tryAcquire("r", Duration.ofMillis(200)));
    assertThat(owners).isZero();
  }

  /** One instance is a Redlock of one; without any there is none. */
  @Test
  void howManyInstances() {
    assertThat(redlock(twins.subList(0, 1)).tryAcquire("r", TTL)).isPresent();
    assertThat(redlock(twins.subList(1, 3)).tryAcquire("r", TTL)).isPresent();
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> redlock(List.of()).tryAcquire("r", TTL));
  }
}
