// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockproof.lease.Lease;
import dev.lockproof.lease.LeaseTerms;
import dev.lockproof.lease.LeaseTimeoutException;
import dev.lockproof.lease.LeaseUnknownException;
import dev.lockproof.lease.LossReason;
import dev.lockproof.lease.Release;
import dev.lockproof.lease.Renewal;
import dev.lockproof.lease.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two processes that use five instances, the twins, with one clock in the test's hand. */
class RedisRedlockTest {
  private static final Duration TTL = Duration.ofSeconds(1);

  private long now;
  private int owners;
  private final List<ScriptTwin> twins = new ArrayList<>();
  private final List<Scripts> ways = new ArrayList<>();
  private final RedisRedlock ours;
  private final RedisRedlock theirs;

  RedisRedlockTest() {
    for (int i = 0; i < 5; i++) {
      twins.add(new ScriptTwin(() -> now / 1_000_000));
      ways.add(twins.get(i));
    }
    ours = redlock(IntStream.range(0, 5).<Scripts>mapToObj(this::way).toList());
    theirs = redlock(twins);
  }

  /** The way of our process to an instance, which a test may break. */
  private Scripts way(int i) {
    return (script, keys, arguments) -> ways.get(i).run(script, keys, arguments);
  }

  private RedisRedlock redlock(List<? extends Scripts> instances) {
    return RedisRedlock.builder(Instances.inTurn(instances))
        .clock(() -> now)
        .owners(() -> "owner-" + ++owners)
        .timer((nanos, task) -> () -> {})
        .waiting((attempt, atMost) -> now += Math.min(atMost, 100_000_000))
        .build();
  }

  private void broken(UnaryOperator<Scripts> fault, int... instances) {
    for (int i : instances) {
      ways.set(i, fault.apply(twins.get(i)));
    }
  }

  private void mended() {
    for (int i = 0; i < 5; i++) {
      ways.set(i, twins.get(i));
    }
  }

  private static Scripts gone(Scripts instance) {
    return (script, keys, arguments) -> {
      throw new StoreException("connection refused");
    };
  }

  private static Scripts deaf(Scripts instance) {
    return (script, keys, arguments) -> {
      throw new NoReplyException("no answer");
    };
  }

  private static Scripts mute(Scripts instance) {
    return (script, keys, arguments) -> {
      instance.run(script, keys, arguments);
      throw new NoReplyException("answer lost");
    };
  }

  /** Returns how many instances have a key of the resource. */
  private long keys() {
    return twins.stream().filter(twin -> twin.timeToLive("lockproof:lease:r") >= 0).count();
  }

  private Lease grant() {
    return ours.tryAcquire("r", TTL).orElseThrow();
  }

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

  /** A majority is enough, in any mixture of the ways to fail. */
  @Test
  @Tag("redlock.quorum")
  void minorityMayFail() {
    broken(RedisRedlockTest::gone, 0);
    broken(RedisRedlockTest::deaf, 1);
    Lease lease = grant();
    assertThat(lease.renew(TTL)).isEqualTo(Renewal.RENEWED);
    assertThat(lease.release()).isEqualTo(Release.RELEASED);
  }

  /** Without a majority that can be asked, nothing is granted, and nothing is left. */
  @Test
  @Tag("redlock.quorum")
  void majorityGone() {
    broken(RedisRedlockTest::gone, 0, 1, 2);
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
    broken(RedisRedlockTest::mute, 0, 1, 2);
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
    broken(RedisRedlockTest::mute, 1);
    assertThat(ours.tryAcquire("r", TTL)).isEmpty();
    assertThat(keys()).isEqualTo(3);
    assertThat(lease.release()).isEqualTo(Release.RELEASED);
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
    broken(RedisRedlockTest::deaf, 0, 1, 2);
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

  /** Two that each have a minority both go without, and leave nothing. */
  @Test
  @Tag("redlock.exclusion")
  void splitVote() {
    for (int i = 0; i < 2; i++) {
      twins.get(i).run(Script.GRANT_PLAIN, List.of("lockproof:lease:r"), List.of("x", "1000"));
    }
    broken(RedisRedlockTest::gone, 4);
    assertThat(ours.tryAcquire("r", TTL)).isEmpty();
    assertThat(keys()).isEqualTo(2);
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
