// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes the choices that turn the events of one way through each thread into executions: which
 * write each read sees, which write to each location is the last, how updates and pushes are
 * ordered. The last two are existential: one way is as good as another.
 */
final class Search {
  private final List<Event> events;
  private final Set<Axiom> axioms;
  private final Jam jam;
  private final int[] rf;
  private final List<int[]> sources = new ArrayList<>(); // read, then its possible writes
  private final Map<String, List<Integer>> writers = new TreeMap<>();
  private boolean impossible;

  /**
   * Prepares the search.
   *
   * @param open tells of a read whether a write that is not among the events may be its source
   */
  Search(List<Event> events, Set<Axiom> axioms, Predicate<Event> open) {
    this.events = events;
    this.axioms = axioms;
    jam = new Jam(events, axioms);
    rf = new int[events.size()];
    Arrays.fill(rf, -1);
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).writes()) {
        writers.computeIfAbsent(events.get(i).location(), l -> new ArrayList<>()).add(i);
      }
    }
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).reads() && !open.test(events.get(i))) {
        addSources(i);
      }
    }
    sources.sort((a, b) -> Integer.compare(a.length, b.length));
  }

  private void addSources(int read) {
    List<Integer> possible = new ArrayList<>(List.of(read));
    for (int write : writers.getOrDefault(events.get(read).location(), List.of())) {
      if (events.get(write).out().equals(events.get(read).in()) && write != read) {
        possible.add(write);
      }
    }
    impossible |= possible.size() == 1;
    sources.add(possible.stream().mapToInt(Integer::intValue).toArray());
  }

  /** What is done with an execution. */
  interface Found {
    void execution(int[] rf, long[] co, Map<String, Integer> finals);
  }

  /** Returns whether the reads that are not open can be given sources without contradiction. */
  boolean isPossible() {
    return !impossible && reads(0, null);
  }

  /** Finds every execution: each choice of sources and last writes that is consistent. */
  void all(Found found) {
    if (!impossible) {
      reads(0, found);
    }
  }

  private boolean reads(int number, @Nullable Found found) {
    while (number < sources.size() && sources.get(number).length == 2) {
      rf[sources.get(number)[0]] = sources.get(number)[1];
      number++;
    }
    long[] none = new long[events.size()];
    long[] order = jam.pushOrder(rf, none);
    if (order == null || jam.coherence(rf, order, none) == null) {
      return false;
    }
    if (number == sources.size()) {
      if (found != null && pushes(none, order) != null) {
        finals(new ArrayList<>(writers.keySet()), new TreeMap<>(), none, found);
      }
      return true;
    }
    int[] choice = sources.get(number);
    boolean any = false;
    for (int i = 1; i < choice.length && !(any && found == null); i++) {
      rf[choice[0]] = choice[i];
      any |= reads(number + 1, found);
    }
    for (int i = number; i < sources.size(); i++) {
      rf[sources.get(i)[0]] = -1;
    }
    return any;
  }

  private void finals(List<String> open, Map<String, Integer> chosen, long[] last, Found found) {
    long[] order = jam.pushOrder(rf, last);
    if (order == null || jam.coherence(rf, order, co(last)) == null) {
      return;
    }
    if (open.isEmpty()) {
      long[] co = updates(co(last), last, order);
      if (co != null) {
        found.execution(rf.clone(), co, new TreeMap<>(chosen));
      }
      return;
    }
    List<Integer> writes = writers.getOrDefault(open.get(0), List.of());
    for (int write : writes) {
      long[] more = last.clone();
      for (int other : writes) {
        more[other] |= other == write ? 0 : Bits.bit(write);
      }
      chosen.put(open.get(0), write);
      finals(open.subList(1, open.size()), chosen, more, found);
    }
  }

  private long[] co(long[] last) {
    return axioms.contains(Axiom.CO_FINAL) ? last.clone() : new long[events.size()];
  }

  /** Orders the updates of each location, then the pushes; returns co, or null. */
  private long @Nullable [] updates(long[] chosen, long[] last, long[] order) {
    long[] co = jam.coherence(rf, order, chosen);
    if (co == null) {
      return null;
    }
    int[] pair = axioms.contains(Axiom.UPDATE_ATOMIC) ? unorderedUpdates(co) : null;
    if (pair == null) {
      return pushes(chosen, order);
    }
    for (int i = 0; i < 2; i++) {
      long[] more = chosen.clone();
      more[pair[i]] |= Bits.bit(pair[1 - i]);
      long[] done = updates(more, last, order);
      if (done != null) {
        return done;
      }
    }
    return null;
  }

  private int @Nullable [] unorderedUpdates(long[] co) {
    for (List<Integer> writes : writers.values()) {
      for (int a : writes) {
        for (int b : writes) {
          boolean both = a < b && events.get(a).reads() && events.get(b).reads();
          if (both && !Bits.has(co[a], b) && !Bits.has(co[b], a)) {
            return new int[] {a, b};
          }
        }
      }
    }
    return null;
  }

  /** Extends the push order to a total one; returns co, or null if none is consistent. */
  private long @Nullable [] pushes(long[] chosen, long[] order) {
    long[] co = jam.coherence(rf, order, chosen);
    if (co == null) {
      return null;
    }
    long[] likely = complete(order, co);
    long[] lucky = jam.coherence(rf, likely, chosen);
    if (lucky != null) {
      return lucky;
    }
    int[] open = new int[2];
    long[] forced = force(chosen, order, open);
    if (forced == null || open[0] == open[1]) {
      return forced == null ? null : jam.coherence(rf, forced, chosen);
    }
    long[] done = pushes(chosen, with(forced, open[0], open[1]));
    return done != null ? done : pushes(chosen, with(forced, open[1], open[0]));
  }

  /**
   * Adds the pairs whose reverse is inconsistent, and leaves one that is still open in {@code open}
   * where there is one; returns null if neither way round of some pair is consistent.
   */
  private long @Nullable [] force(long[] chosen, long[] order, int[] open) {
    long[] forced = order;
    for (int a = 0; a < order.length; a++) {
      for (int b = a + 1; b < order.length; b++) {
        if (isOpen(forced, a, b)) {
          boolean forth = jam.coherence(rf, with(forced, a, b), chosen) != null;
          boolean back = jam.coherence(rf, with(forced, b, a), chosen) != null;
          if (!forth && !back) {
            return null;
          }
          if (!forth || !back) {
            forced = forth ? with(forced, a, b) : with(forced, b, a);
          } else {
            open[0] = a;
            open[1] = b;
          }
        }
      }
    }
    if (open[0] != open[1] && !isOpen(forced, open[0], open[1])) {
      open[0] = 0;
      open[1] = 0;
      return order == forced ? forced : force(chosen, forced, open);
    }
    return forced;
  }

  private boolean isOpen(long[] order, int a, int b) {
    boolean both = Bits.has(jam.pushing(), a) && Bits.has(jam.pushing(), b);
    return both && a != b && !Bits.has(order[a], b) && !Bits.has(order[b], a);
  }

  private static long[] with(long[] order, int before, int after) {
    long[] more = order.clone();
    more[before] |= Bits.bit(after);
    Bits.close(more);
    return more;
  }

  /**
   * Returns a total order of the pushes that is likely: where there is a choice, reads come before
   * the writes that overwrite what they read.
   */
  private long[] complete(long[] order, long[] co) {
    long[] total = order.clone();
    long[] hint = new long[order.length];
    for (int r = 0; r < order.length; r++) {
      hint[r] |= co[r] | (rf[r] >= 0 ? co[rf[r]] & ~Bits.bit(r) : 0);
    }
    for (long[] edges : new long[][] {hint, all()}) {
      for (int a = 0; a < order.length; a++) {
        for (int b = 0; b < order.length; b++) {
          if (Bits.has(edges[a], b) && isOpen(total, a, b)) {
            total = with(total, a, b);
          }
        }
      }
    }
    return total;
  }

  private long[] all() {
    long[] all = new long[events.size()];
    Arrays.fill(all, -1L);
    return all;
  }
}
