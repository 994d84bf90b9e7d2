// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many seeds are counted as what they are. */
class SamplingTest {
  private static final int SCHEDULES = 2_000;

  /** Seeds are tried until so many schedules differ, and every fault strikes held leases. */
  @ParameterizedTest
  @ValueSource(strings = {"redlock.quorum", "redis-lease.order"})
  void schedulesDiffer(String claim) {
    Sampling sampling = Sampling.of(Question.of(claim), 0, SCHEDULES);
    assertThat(sampling.violating()).isEmpty();
    assertThat(sampling.distinct()).isEqualTo(SCHEDULES).isLessThan(sampling.runs());
    assertThat(sampling.rare(1)).isEmpty();
    assertThat(sampling.rare(Long.MAX_VALUE)).hasSizeGreaterThan(10);
  }

  /** What is the same counts once. */
  @Test
  void theSameCountsOnce() {
    var distinct = new Distinct(64);
    distinct.add(1);
    distinct.add(1);
    distinct.add(2);
    assertThat(distinct.count()).isEqualTo(2);
  }

  /** Without its guard, the resource is written out of order by some seed of the same range. */
  @Test
  void theUnguardedTwinIsViolated() {
    Sampling guarded = Sampling.of(Question.of("redis-lease.order"), 0, SCHEDULES);
    Sampling unguarded = Sampling.of(Question.of("redis-lease.order-unguarded"), 0, SCHEDULES);
    assertThat(guarded.violating()).isEmpty();
    assertThat(unguarded.violating().orElseThrow()).isLessThan(guarded.runs());
  }
}
