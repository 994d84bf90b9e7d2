// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every way through each thread of a program on its own, for every value that its reads may get.
 *
 * @param ways for each thread those that come to an end
 * @param cut how many more were left at the bound of their loops
 */
record Walk(List<List<Trace>> ways, long cut) {
  private static final int MAX_TRACES = 1_000_000;

  /**
   * Walks the threads until no walk writes a value that an earlier one did not.
   *
   * @throws Enumeration.TooLargeException if a thread has too many ways
   */
  static Walk of(Program program) {
    Map<String, Set<Object>> values = new TreeMap<>();
    program.initial().forEach((location, value) -> note(program, values, location, value));
    List<List<Trace>> ways = new ArrayList<>();
    int round = 0;
    int longestChain = 0; // of writes, each of a value computed from the one before
    boolean more = true;
    while (more && round++ <= longestChain) {
      more = false;
      longestChain = 0;
      ways.clear();
      for (int thread = 0; thread < program.threads().size(); thread++) {
        ways.add(Tracer.all(program, thread, values, MAX_TRACES));
        longestChain += ways.get(thread).stream().mapToInt(Walk::writes).max().orElse(0);
      }
      for (List<Trace> own : ways) {
        for (Trace way : own) {
          for (Event event : way.events()) {
            more |= event.writes() && note(program, values, event.location(), event.out());
          }
        }
      }
    }
    long cut = 0;
    for (List<Trace> own : ways) {
      long before = own.size();
      own.removeIf(way -> way.stop() == Stop.Why.CUT);
      cut += before - own.size();
    }
    return new Walk(ways, cut);
  }

  /**
   * Returns the same walk where {@code access} stands at {@code site}: a mode changes no way of a
   * thread, only which of them go together.
   */
  Walk with(String site, Access access) {
    List<List<Trace>> changed = new ArrayList<>();
    for (List<Trace> own : ways) {
      changed.add(own.stream().map(way -> way.with(site, access)).toList());
    }
    return new Walk(changed, cut);
  }

  private static int writes(Trace way) {
    return (int) way.events().stream().filter(Event::writes).count();
  }

  private static boolean note(
      Program program, Map<String, Set<Object>> values, String location, Object value) {
    Object first = program.initial().getOrDefault(location, 0);
    return values.computeIfAbsent(location, l -> new LinkedHashSet<>(List.of(first))).add(value);
  }
}
