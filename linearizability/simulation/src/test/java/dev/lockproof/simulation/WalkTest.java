// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.simulation.Scenario.Protocol;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Small scopes are gone through whole, and what is wrong there is found. */
class WalkTest {

  /** While all assumptions are kept, no order of the first steps violates anything. */
  @ParameterizedTest
  @EnumSource
  void nothingIsViolated(Protocol protocol) {
    Walk walk = Walk.through(Scenario.keepingAll(protocol), 4, 1, 1);
    assertThat(walk.stories()).isEmpty();
    assertThat(walk.schedules()).isGreaterThan(300);
  }

  /** One restart without data at the right moment lets two hold the lease, and breaks no quorum. */
  @ParameterizedTest
  @EnumSource(names = {"REDLOCK", "FENCED", "KEPT"})
  void oneRestartIsEnough(Protocol protocol) {
    Scenario scenario = Scenario.keeping(protocol, List.of()).with(Fault.FORGET);
    Scenario small = scenario.of(2, scenario.servers(), 1);
    Walk walk = Walk.until(Set.of(Property.BELIEF), small, new Orders(4, 0, true));
    assertThat(walk.story(Property.BELIEF).orElseThrow().lines())
        .anyMatch(line -> line.contains("restarts without its data"));
    assertThat(walk.story(Property.QUORUM)).isEmpty();
  }

  /** Orders that differ only in what commutes are left out, and no end is lost by it. */
  @Test
  void whatCommutesIsLeftOut() {
    Scenario scenario = Scenario.keepingAll(Protocol.REDLOCK).of(2, 3, 1).with();
    var all = new Orders(4, 0, true);
    var fewer = new Orders(4, 0, false);
    Set<Integer> ends = ends(scenario, all);
    assertThat(ends(scenario, fewer)).isEqualTo(ends);
  }

  /** Returns a digest of how each client ends. */
  private static Set<Integer> ends(Scenario scenario, Orders orders) {
    Set<Integer> ends = new HashSet<>();
    do {
      orders.again();
      Run run = Run.of(scenario, orders, new Tally(), false);
      int end = 0;
      for (Client client : run.clients()) {
        end = 8 * end + 2 * client.granters() + (client.lease() == null ? 0 : 1);
      }
      ends.add(end);
    } while (orders.next());
    return ends;
  }
}
