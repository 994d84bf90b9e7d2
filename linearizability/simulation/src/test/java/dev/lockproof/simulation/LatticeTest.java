// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Part;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lattice finds the assumptions that a claim needs, alone or several together. */
class LatticeTest {
  private static final int SCHEDULES = 600;
  private static final Map<String, Lattice> LATTICES = new HashMap<>();

  private static Lattice lattice(String id) {
    return LATTICES.computeIfAbsent(id, claim -> Lattice.of(Question.of(claim), SCHEDULES));
  }

  /** What is broken alone in other claims is found here. */
  @ParameterizedTest
  @CsvSource({
    "redlock.exclusion, pause-below-ttl",
    "redlock.exclusion-pause-before, durable-writes",
    "redis-lease.exclusion, host-not-suspended",
    "redis-lease.tokens, durable-writes",
    "redis-lease.order, guard-present",
    "redis-bucket.window, durable-writes",
    "redis-bucket.window, no-clock-jump",
    "redis-sliding-window.window, durable-writes",
    "leased-tokens.exact, host-not-suspended",
  })
  void anAssumptionIsNeeded(String claim, String assumption) {
    assertThat(lattice(claim).smallest()).contains(Set.of(assumption));
  }

  /** What no fault breaks is said to be so, and not to hold. */
  @Test
  void noFaultBreaksIt() {
    assertThat(lattice("redlock.liveness").parts())
        .filteredOn(part -> part.weaker().get(0).name().equals("no fault"))
        .extracting(Part::name)
        .containsExactly("fair-scheduling");
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
