// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Budget;
import dev.lockproof.simulation.Scenario.Protocol;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Small scopes are walked through whole. */
class OrdersTest {
  private static final int DEEPER = Budget.current().covers(Budget.STANDARD) ? 2 : 0;

  /** How often each property was violated, and how many schedules there were, under null. */
  private static Map<Property, Integer> walk(Scenario scenario, Orders orders, int[] count) {
    Map<Property, Integer> violated = new EnumMap<>(Property.class);
    do {
      Run run = Run.of(scenario, orders, new Tally(), false);
      run.violated().forEach(property -> violated.merge(property, 1, Integer::sum));
      count[0]++;
    } while (orders.next());
    return violated;
  }

  /** Two clients ask three servers, or one: no order of the first messages violates anything. */
  @ParameterizedTest
  @EnumSource
  void allOrders(Protocol protocol) {
    Scenario scenario = RunTest.allKept(protocol);
    int[] count = {0};
    assertThat(walk(scenario.of(2, scenario.servers(), 1), new Orders(5 + DEEPER, false), count))
        .isEmpty();
    assertThat(count[0]).isGreaterThan(20);
  }

  /** One fault that claims allow for, at each occasion, violates nothing. */
  @ParameterizedTest
  @EnumSource
  void allOrdersWithOneFault(Protocol protocol) {
    Scenario scenario = RunTest.allKept(protocol);
    int[] count = {0};
    assertThat(walk(scenario.of(2, scenario.servers(), 1), new Orders(2 + DEEPER, true), count))
        .isEmpty();
    assertThat(count[0]).isGreaterThan(100);
  }

  /** One restart without data, at the right moment, lets two hold the lease. */
  @Test
  void oneRestartIsEnough() {
    Scenario scenario = Scenario.keeping(Protocol.REDLOCK, List.of()).with(Fault.FORGET);
    int[] count = {0};
    assertThat(walk(scenario.of(2, 3, 1), new Orders(6, true), count))
        .containsKey(Property.BELIEF)
        .doesNotContainKey(Property.QUORUM);
  }
}
