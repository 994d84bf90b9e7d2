// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps of one lease. */
@Tag("redis-lease.handle")
class LeaseStateTest {
  private static final LeaseState HELD = LeaseState.granted(10);

  /** A lease is held until its deadline, exclusively. */
  @Test
  void heldUntilDeadline() {
    assertThat(HELD.step(9, LeaseState.LOOK)).isEqualTo(HELD);
    assertThat(HELD.step(10, LeaseState.LOOK).loss()).isEqualTo(LossReason.EXPIRED);
  }

  /** Deadlines compare by difference, so the clock may overflow. */
  @Test
  void overflow() {
    LeaseState held = LeaseState.granted(Long.MAX_VALUE + 10);
    assertThat(held.step(Long.MAX_VALUE, LeaseState.LOOK).isHeld()).isTrue();
    assertThat(held.step(Long.MAX_VALUE + 10, LeaseState.LOOK).isHeld()).isFalse();
  }

  /** The later deadline wins, whichever reply comes first. */
  @ParameterizedTest
  @ValueSource(longs = {5, 10, 15})
  void deadlineNeverMovesBackwards(long deadline) {
    LeaseState renewed = HELD.step(0, LeaseState.renewed(deadline));
    assertThat(renewed.deadline()).isEqualTo(Math.max(10, deadline));
    assertThat(renewed.isHeld()).isTrue();
  }

  /** Expiry goes before every event: a reply at the deadline is late. */
  @Test
  void expiryGoesFirst() {
    for (LeaseState.Event event :
        List.of(LeaseState.renewed(99), LeaseState.GONE, LeaseState.RELEASE)) {
      assertThat(HELD.step(10, event).loss()).isEqualTo(LossReason.EXPIRED);
    }
  }

  /** An ended lease stays ended, for the same reason, whatever comes. */
  @ParameterizedTest
  @EnumSource(LossReason.class)
  void endIsForEver(LossReason reason) {
    var ended = new LeaseState(10, reason, false);
    for (LeaseState.Event event :
        List.of(LeaseState.LOOK, LeaseState.renewed(99), LeaseState.GONE, LeaseState.RELEASE)) {
      assertThat(ended.step(5, event).loss()).isEqualTo(reason);
      assertThat(ended.step(50, event).loss()).isEqualTo(reason);
    }
  }

  /** The store is asked to free the resource by the first release only. */
  @Test
  void releasesOnce() {
    LeaseState released = HELD.step(0, LeaseState.RELEASE);
    assertThat(released).isEqualTo(new LeaseState(10, LossReason.RELEASED, true));
    assertThat(released.step(1, LeaseState.RELEASE)).isEqualTo(released);
  }

  /** A lease that ended otherwise is still released once, for the store may have it. */
  @Test
  void releasesAfterTheEnd() {
    LeaseState gone = HELD.step(0, LeaseState.GONE);
    assertThat(gone.releasing()).isFalse();
    assertThat(gone.step(1, LeaseState.RELEASE))
        .isEqualTo(new LeaseState(10, LossReason.GONE, true));
  }
}
