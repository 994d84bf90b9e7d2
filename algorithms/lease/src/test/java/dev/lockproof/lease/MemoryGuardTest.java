// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A guarded value in memory, and the tokens that it compares. */
@Tag("redis-lease.order")
class MemoryGuardTest {
  private static final FencingToken OLD = new FencingToken("a", 9);
  private static final FencingToken NEW = new FencingToken("a", 10);

  private final MemoryGuard<String> guard = new MemoryGuard<>("initial");

  /** A holder may read and write as often as it likes. */
  @Test
  void admitsItsHolder() {
    guard.raise(OLD);
    guard.set(OLD, "mine");
    assertThat(guard.get(OLD)).isEqualTo("mine");
    guard.raise(OLD);
  }

  /** After a raise nothing older passes, and the value stays. */
  @Test
  void refusesOlderAfterRaise() {
    guard.set(OLD, "old");
    guard.raise(NEW);
    assertThatExceptionOfType(StaleTokenException.class)
        .isThrownBy(() -> guard.set(OLD, "stale"))
        .satisfies(e -> assertThat(e.token()).isEqualTo(OLD))
        .satisfies(e -> assertThat(e.highest()).isEqualTo(NEW));
    assertThatExceptionOfType(StaleTokenException.class).isThrownBy(() -> guard.raise(OLD));
    assertThat(guard.get(NEW)).isEqualTo("old");
  }

  /** A read raises. */
  @Test
  void readRaises() {
    assertThat(guard.get(NEW)).isEqualTo("initial");
    assertThatExceptionOfType(StaleTokenException.class).isThrownBy(() -> guard.get(OLD));
  }

  /** Without a raise the stale write that comes before the new holder's first one passes. */
  @Test
  @Tag("redis-lease.order-unraised")
  void unraisedGuardAdmitsStaleWrite() {
    guard.set(OLD, "stale");
    guard.set(NEW, "new");
    assertThat(guard.get(NEW)).isEqualTo("new");
  }

  /** A token of another incarnation is refused, larger or not. */
  @Test
  void refusesAnotherIncarnation() {
    guard.raise(NEW);
    assertThatExceptionOfType(StaleTokenException.class)
        .isThrownBy(() -> guard.set(new FencingToken("b", 11), "x"))
        .withMessageContaining("another incarnation");
  }

  /** Tokens of different incarnations have no order. */
  @Test
  void incomparableTokens() {
    assertThat(OLD.isOlderThan(NEW)).isTrue();
    assertThat(NEW.isOlderThan(NEW)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OLD.isOlderThan(new FencingToken("b", 10)))
        .withMessageContaining("do not compare");
  }

  /** A token has an incarnation and a positive value. */
  @Test
  void badTokens() {
    assertThatIllegalArgumentException().isThrownBy(() -> new FencingToken("", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new FencingToken("a", 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new FencingToken("a", -1));
  }
}
