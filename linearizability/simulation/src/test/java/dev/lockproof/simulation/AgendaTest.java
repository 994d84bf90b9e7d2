// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.simulation.Agenda.Event;
import dev.lockproof.simulation.Scenario.Protocol;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

/** Events come in their order. */
class AgendaTest {
  private static final int STEPS = 5_000;

  /** The agenda hands out what a queue of the JDK does, whatever is added between. */
  @Test
  void comesInOrder() {
    var run = Run.of(Scenario.keeping(Protocol.FENCED, List.of()), new Replay(), new Tally(), true);
    Participant anybody = run.resource();
    var agenda = new Agenda();
    var queue =
        new PriorityQueue<Event>(
            Comparator.comparingLong(Event::time).thenComparingLong(Event::number));
    var schedule = new RandomSchedule(1);
    for (int i = 0; i < STEPS; i++) {
      if (schedule.below(5) < 3) {
        var event = new Event(schedule.below(50), i, anybody, () -> {});
        agenda.add(event);
        queue.add(event);
      } else {
        assertThat(agenda.poll()).isSameAs(queue.poll());
      }
      assertThat(agenda.isEmpty()).isEqualTo(queue.isEmpty());
    }
  }
}
