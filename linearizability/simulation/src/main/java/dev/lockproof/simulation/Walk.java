// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a walk through all schedules of a small scope has seen. */
final class Walk {
  /** Two clients, each asking once: the fewest that can get in each other's way. */
  private static final int CLIENTS = 2;

  /** What can befall a message or somebody, in that scope, and break no assumption. */
  static final List<Fault> HARMLESS =
      List.of(
          Fault.LOST_REQUEST,
          Fault.LOST_REPLY,
          Fault.REPEATED,
          Fault.CRASH,
          Fault.VANISH,
          Fault.PAUSE);

  private final Map<Property, Story> stories = new EnumMap<>(Property.class);
  private long schedules;

  /** Goes through all schedules of a protocol's small scope, then of a smaller one with a fault. */
  static Walk through(Scenario scenario, int picks, int acts, int picksWithFault) {
    Scenario small = scenario.of(CLIENTS, scenario.servers(), 1);
    var walk = new Walk();
    walk.go(small.with(), new Orders(picks, acts, false));
    walk.go(small.with(HARMLESS.toArray(Fault[]::new)), new Orders(picksWithFault, acts, true));
    return walk;
  }

  /** Goes through all schedules, or until one of those properties is violated. */
  static Walk until(Set<Property> enough, Scenario scenario, Orders orders) {
    var walk = new Walk();
    do {
      walk.run(scenario, orders);
    } while (walk.stories.keySet().stream().noneMatch(enough::contains) && orders.next());
    return walk;
  }

  private void go(Scenario scenario, Orders orders) {
    do {
      run(scenario, orders);
    } while (orders.next());
  }

  private void run(Scenario scenario, Orders orders) {
    orders.again();
    Run run = Run.of(scenario, orders, new Tally(), false);
    schedules++;
    for (Property property : List.copyOf(run.violated())) {
      if (!stories.containsKey(property)) {
        orders.again();
        Run told = Run.of(scenario, orders, new Tally(), true, property);
        stories.put(property, Story.of(told, property));
      }
    }
  }

  /** Returns what was violated, with the first story of each. */
  Map<Property, Story> stories() {
    return Map.copyOf(stories);
  }

  /** Returns the story of that violation, if there is one. */
  Optional<Story> story(Property property) {
    return Optional.ofNullable(stories.get(property));
  }

  long schedules() {
    return schedules;
  }
}
