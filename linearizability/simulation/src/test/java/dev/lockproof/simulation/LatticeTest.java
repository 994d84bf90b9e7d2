// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lattice finds the assumptions that a claim needs, alone or several together. */
class LatticeTest {
  private static final int SCHEDULES = 2_000;

  private static Lattice lattice(String id) {
    return Lattice.of(Question.of(id), SCHEDULES);
  }

  /** What is broken alone in other claims is found here. */
  @ParameterizedTest
  @CsvSource({
    "redlock.exclusion, pause-below-ttl",
    "redlock.exclusion-pause-before, durable-writes",
    "redis-lease.exclusion, host-not-suspended",
    "redis-lease.tokens, durable-writes",
    "redis-lease.order, guard-present",
  })
  void anAssumptionIsNeeded(String claim, String assumption) {
    assertThat(lattice(claim).smallest()).contains(Set.of(assumption));
  }

  /** Of two sets that are enough, none is part of the other. */
  @ParameterizedTest
  @CsvSource({"redlock.exclusion", "redis-lease.order"})
  void theSetsAreSmallest(String claim) {
    var smallest = lattice(claim).smallest();
    assertThat(smallest).isNotEmpty();
    for (Set<String> one : smallest) {
      assertThat(smallest).filteredOn(other -> one.containsAll(other)).containsExactly(one);
    }
  }
}
