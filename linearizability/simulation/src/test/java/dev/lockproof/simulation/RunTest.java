// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.simulation.Scenario.Protocol;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs are determined, and say what holds and what does not. */
class RunTest {
  private static final int SEEDS = 500;

  private static Set<Property> violated(Scenario scenario) {
    Set<Property> violated = EnumSet.noneOf(Property.class);
    var tally = new Tally();
    for (long seed = 0; seed < SEEDS; seed++) {
      violated.addAll(Run.of(scenario, new RandomSchedule(seed), tally, false).violated());
    }
    for (Fault fault : scenario.faults()) {
      assertThat(tally.fired(fault)).as("times that %s", fault).isPositive();
    }
    return violated;
  }

  /** The same seed gives the same run: every seed is run twice. */
  @ParameterizedTest
  @EnumSource
  void everySeedIsReplayed(Protocol protocol) {
    Scenario scenario = Scenario.keeping(protocol, List.of());
    for (long seed = 0; seed < SEEDS; seed++) {
      Log log = Run.of(scenario, new RandomSchedule(seed), new Tally(), false).world().log();
      Log again = Run.of(scenario, new RandomSchedule(seed), new Tally(), true).world().log();
      assertThat(again.hash()).as("hash of seed %d", seed).isEqualTo(log.hash());
      assertThat(again.rows()).hasSize((int) log.steps());
    }
  }

  /** While all assumptions are kept, nothing is violated, whatever else goes wrong. */
  @ParameterizedTest
  @EnumSource
  void nothingIsViolated(Protocol protocol) {
    assertThat(violated(Scenario.keepingAll(protocol))).isEmpty();
  }

  /** Without any assumption, two may hold the lease; ownership and the like hold all the same. */
  @ParameterizedTest
  @EnumSource(names = {"REDLOCK", "FENCED", "KEPT"})
  void twoHoldWithoutAssumptions(Protocol protocol) {
    assertThat(violated(Scenario.keeping(protocol, List.of())))
        .contains(Property.BELIEF, Property.EXPIRY)
        .doesNotContain(Property.QUORUM, Property.EXTENSION, Property.OWNERSHIP, Property.OUTCOME);
  }

  /** Without any assumption, limiters admit too much; they refuse nothing that they might admit. */
  @ParameterizedTest
  @EnumSource(names = {"BUCKET", "WINDOW", "LEASED"})
  void tooMuchIsAdmittedWithoutAssumptions(Protocol protocol) {
    assertThat(violated(Scenario.keeping(protocol, List.of())))
        .contains(Property.WINDOW, Property.RETRY)
        .doesNotContain(Property.ONCE);
  }
}
