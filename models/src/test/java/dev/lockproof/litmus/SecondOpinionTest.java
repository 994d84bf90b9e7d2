// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Budget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Small programs in all modes, decided twice. */
class SecondOpinionTest {
  private static final long SEED = 20260118;

  /** The enumeration and a SAT solver allow the same executions. */
  @Test
  void alloyAgrees() {
    Random random = new Random(SEED);
    int candidates = 0;
    for (int i = 0; candidates < Budget.current().litmusCandidates(); i++) {
      List<Event> events = random(random);
      Set<String> enumerated = new TreeSet<>();
      new Search(events, EnumSet.allOf(Axiom.class), read -> false)
          .all((rf, co, finals) -> enumerated.add(Arrays.toString(rf) + finals.values()));
      Set<String> solved = new TreeSet<>();
      candidates += solve(events, 0, new int[events.size()], solved);
      assertThat(enumerated).as("seed %d, program %d: %s", SEED, i, events).isEqualTo(solved);
    }
  }

  /** Adds every execution of {@code events} that Alloy allows; returns how many it was asked. */
  private static int solve(List<Event> events, int read, int[] rf, Set<String> solved) {
    if (read == events.size()) {
      return finals(events, new ArrayList<>(List.of("x", "y")), new TreeMap<>(), rf, solved);
    }
    rf[read] = -1;
    if (!events.get(read).reads()) {
      return solve(events, read + 1, rf, solved);
    }
    int asked = 0;
    for (int write = 0; write < events.size(); write++) {
      Event source = events.get(write);
      boolean same = source.location().equals(events.get(read).location());
      if (write != read && source.writes() && same) {
        rf[read] = write;
        asked += solve(events, read + 1, rf, solved);
      }
    }
    return asked;
  }

  private static int finals(
      List<Event> events,
      List<String> open,
      Map<String, Integer> chosen,
      int[] rf,
      Set<String> solved) {
    if (open.isEmpty()) {
      if (new Alloy(events).isConsistent(rf, List.copyOf(chosen.values()))) {
        solved.add(Arrays.toString(rf) + chosen.values());
      }
      return 1;
    }
    int asked = 0;
    for (int write = 0; write < events.size(); write++) {
      if (events.get(write).writes() && events.get(write).location().equals(open.get(0))) {
        chosen.put(open.get(0), write);
        asked += finals(events, open.subList(1, open.size()), chosen, rf, solved);
      }
    }
    return asked;
  }

  /**
   * Returns two or three threads of one to three events; all write one value, so any may be read.
   */
  private static List<Event> random(Random random) {
    List<Event> events = new ArrayList<>();
    for (String location : List.of("x", "y")) {
      events.add(
          new Event(Event.INIT, Event.Type.WRITE, location, Mode.PLAIN, Mode.PLAIN, 1, 1, ""));
    }
    int threads = 2 + random.nextInt(2);
    for (int thread = 0; thread < threads; thread++) {
      int length = 1 + random.nextInt(threads == 2 ? 3 : 2);
      for (int i = 0; i < length; i++) {
        events.add(event(random, thread));
      }
    }
    return events;
  }

  private static Event event(Random random, int thread) {
    Mode[] modes = Mode.values();
    Mode mode = modes[random.nextInt(modes.length)];
    Event.Type[] types = {
      Event.Type.READ,
      Event.Type.READ,
      Event.Type.WRITE,
      Event.Type.WRITE,
      Event.Type.UPDATE,
      Event.Type.FENCE
    };
    Event.Type type = types[random.nextInt(types.length)];
    String location = random.nextBoolean() ? "x" : "y";
    boolean reads = type != Event.Type.WRITE;
    boolean writes = type == Event.Type.WRITE || type == Event.Type.UPDATE;
    if (type == Event.Type.FENCE) {
      Mode fence = mode == Mode.PLAIN || mode == Mode.OPAQUE ? Mode.VOLATILE : mode;
      return new Event(thread, type, "", fence, fence, 0, 0, "");
    }
    Mode read = !reads || mode == Mode.RELEASE ? Mode.PLAIN : mode;
    Mode write = !writes || mode == Mode.ACQUIRE ? Mode.PLAIN : mode;
    return new Event(thread, type, location, read, write, 1, 1, "");
  }
}
