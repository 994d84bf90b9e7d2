// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockproof.lease.FencingToken;
import dev.lockproof.lease.StaleTokenException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A guarded value in Redis, on the twin. */
@Tag("redis-lease.order")
class RedisGuardTest {
  private static final FencingToken OLD = new FencingToken("a", 9);
  private static final FencingToken NEW = new FencingToken("a", 10);

  private final RedisGuard guard = new RedisGuard(new ScriptTwin(() -> 0), "g");

  /** A holder may read and write as often as it likes; an empty text is a value. */
  @Test
  void admitsItsHolder() {
    guard.raise(OLD);
    assertThat(guard.get(OLD)).isEmpty();
    guard.set(OLD, "");
    assertThat(guard.get(OLD)).contains("");
  }

  /** After a raise nothing older passes, and the value stays. */
  @Test
  void refusesOlderAfterRaise() {
    guard.set(OLD, "old");
    guard.raise(NEW);
    assertThatExceptionOfType(StaleTokenException.class)
        .isThrownBy(() -> guard.set(OLD, "stale"))
        .satisfies(e -> assertThat(e.highest()).isEqualTo(NEW));
    assertThat(guard.get(NEW)).contains("old");
  }

  /** Without a raise the stale write that comes before the new holder's first one passes. */
  @Test
  @Tag("redis-lease.order-unraised")
  void unraisedGuardAdmitsStaleWrite() {
    guard.set(OLD, "stale");
    guard.set(NEW, "new");
    assertThat(guard.get(NEW)).contains("new");
  }

  /** A token of another incarnation is refused, larger or not. */
  @Test
  void refusesAnotherIncarnation() {
    guard.raise(NEW);
    assertThatExceptionOfType(StaleTokenException.class)
        .isThrownBy(() -> guard.set(new FencingToken("b", 11), "x"))
        .withMessageContaining("another incarnation");
  }
}
