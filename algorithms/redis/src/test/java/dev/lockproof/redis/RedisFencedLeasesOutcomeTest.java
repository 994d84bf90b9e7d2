// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockproof.lease.FencedLease;
import dev.lockproof.lease.LeaseUnknownException;
import dev.lockproof.lease.Release;
import dev.lockproof.lease.StoreException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests whose answers are lost, late or errors. */
class RedisFencedLeasesOutcomeTest extends TwoProcesses {
  /** A grant without an answer is unknown, and is freed if it can be. */
  @Test
  @Tag("redis-lease.outcome")
  void lostAnswerIsUnknown() {
    faults.add(this::loseAnswer);
    assertThatExceptionOfType(LeaseUnknownException.class)
        .isThrownBy(this::grant)
        .satisfies(e -> assertThat(e.owner()).isEqualTo("owner-1"))
        .satisfies(e -> assertThat(e.latestExpiry()).isGreaterThan(TTL));
    assertThat(theirs.tryAcquire("r", TTL)).isPresent();
  }

  /** Even when it changed nothing: the caller cannot know that. */
  @Test
  @Tag("redis-lease.outcome")
  void lostRequestIsUnknown() {
    faults.add(this::loseRequest);
    assertThatExceptionOfType(LeaseUnknownException.class).isThrownBy(this::grant);
  }

  /** A release without an answer is unknown, once and for all. */
  @Test
  @Tag("redis-lease.outcome")
  void releaseWithoutAnswer() {
    FencedLease lease = grant();
    faults.add(this::loseAnswer);
    assertThat(lease.release()).isEqualTo(Release.UNKNOWN);
    assertThat(lease.release()).isEqualTo(Release.UNKNOWN);
    assertThat(lease.isHeld()).isFalse();
  }

  /** If the courtesy fails too, the resource is free after the time-to-live, no later. */
  @Test
  @Tag("redis-lease.expiry")
  void unknownGrantExpires() {
    faults.add(this::loseAnswer);
    faults.add(this::loseRequest);
    assertThatExceptionOfType(LeaseUnknownException.class)
        .isThrownBy(this::grant)
        .havingCause()
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    advance(TTL);
    assertThat(theirs.tryAcquire("r", TTL)).isEmpty();
    advance(Duration.ofMillis(1));
    assertThat(theirs.tryAcquire("r", TTL)).isPresent();
  }

  /** A client library that repeats a request whose answer was lost gets the lease, not a miss. */
  @Test
  @Tag("redis-lease.outcome")
  void repeatedRequest() {
    faults.add(
        (script, keys, arguments) -> {
          twin.run(script, keys, arguments);
          return twin.run(script, keys, arguments);
        });
    assertThat(grant().token().value()).isEqualTo(2);
  }

  /** A store that did nothing says so, and the exception reaches the caller. */
  @Test
  @Tag("redis-lease.outcome")
  void storeError() {
    faults.add(
        (script, keys, arguments) -> {
          throw new StoreException("OOM");
        });
    assertThatExceptionOfType(StoreException.class).isThrownBy(this::grant).withMessage("OOM");
  }
}
