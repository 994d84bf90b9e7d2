// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateTest {
  @Test
  void refusesNoPermits() {
    assertThatThrownBy(() -> Rate.perSecond(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a rate is of at least 1 permit, not 0");
  }

  @Test
  void refusesNoTimeAndMoreThanLongs() {
    for (Duration period :
        new Duration[] {Duration.ZERO, Duration.ofNanos(-1), Duration.ofDays(200_000)}) {
      assertThatThrownBy(() -> new Rate(1, period))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("longer than 0")
          .hasMessageContaining(period.toString());
    }
  }

  /** A unit is the largest that divides permits and what a nanosecond gives. */
  @Test
  void isReduced() {
    Rate rate = Rate.perSecond(60);
    assertThat(rate.unitsPerPermit()).isEqualTo(50_000_000);
    assertThat(rate.unitsPerNano()).isEqualTo(3);
  }
}
