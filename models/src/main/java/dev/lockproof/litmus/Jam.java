// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The model, for the events of one execution: is there a coherent order, given who reads what?
 *
 * <p>Every rule only ever adds pairs to a relation that must not become cyclic. So a choice that
 * fails while other choices are open fails whatever they become, and a search may stop there.
 */
final class Jam {
  private final List<Event> events;
  private final Set<Axiom> axioms;
  private final int size;
  private final long[] po;
  private final long[] into;
  private final long[] push;
  private final long[] poloc; // po within one location
  private final long[] rivals; // other writes to the same location
  private long writes;
  private long opaque;
  private long pushing;

  /** Prepares what does not depend on choices. The writes before the start come first. */
  Jam(List<Event> events, Set<Axiom> axioms) {
    if (events.size() > Long.SIZE) {
      throw new Enumeration.TooLargeException(events.size() + " events in one execution");
    }
    this.events = events;
    this.axioms = axioms;
    size = events.size();
    po = new long[size];
    into = new long[size];
    push = new long[size];
    poloc = new long[size];
    rivals = new long[size];
    for (int i = 0; i < size; i++) {
      Event a = events.get(i);
      writes |= a.writes() ? Bits.bit(i) : 0;
      opaque |= a.isOpaque() || a.thread() == Event.INIT ? Bits.bit(i) : 0;
      for (int j = 0; j < size; j++) {
        Event b = events.get(j);
        boolean ordered = a.type() != Event.Type.FORESEEN && a.thread() != Event.INIT;
        if (i < j && a.thread() == b.thread() && ordered) {
          po[i] |= Bits.bit(j);
        }
        if (i != j && a.location().equals(b.location())) {
          poloc[i] |= po[i] & Bits.bit(j);
          rivals[i] |= b.writes() ? Bits.bit(j) : 0;
        }
      }
    }
    order();
  }

  /** Fills into and push: the orders that hold within each thread. */
  private void order() {
    for (int i = 0; i < size; i++) {
      for (long rest = po[i]; rest != 0; rest &= rest - 1) {
        int j = Long.numberOfTrailingZeros(rest);
        Event a = events.get(i);
        Event b = events.get(j);
        long edge = Bits.bit(j);
        boolean ordered =
            (b.writes() && b.write().releases()) || (a.reads() && a.read().acquires());
        if (axioms.contains(Axiom.RELEASE_ACQUIRE) && ordered) {
          into[i] |= edge;
        }
        if (axioms.contains(Axiom.VOLATILE_ORDER) && a.isVolatile() && b.isVolatile()) {
          into[i] |= edge;
          push[i] |= edge;
        }
        for (int f = i + 1; f < j; f++) {
          fence(events.get(f), i, j);
        }
      }
      pushing |= push[i] == 0 ? 0 : Bits.bit(i);
    }
  }

  private void fence(Event fence, int i, int j) {
    if (fence.type() != Event.Type.FENCE || fence.thread() != events.get(i).thread()) {
      return;
    }
    boolean full = fence.read() == Mode.VOLATILE;
    boolean sided =
        fence.read() == Mode.RELEASE
            ? events.get(j).writes()
            : fence.read() == Mode.ACQUIRE && events.get(i).reads();
    if (full && axioms.contains(Axiom.FULL_FENCE)) {
      into[i] |= Bits.bit(j);
      push[i] |= Bits.bit(j);
    }
    if (sided && axioms.contains(Axiom.FENCE_ORDER)) {
      into[i] |= Bits.bit(j);
    }
  }

  /** Returns the events whose total order counts: those that push others behind them. */
  long pushing() {
    return axioms.contains(Axiom.PUSH_TOTAL) ? pushing : 0;
  }

  /**
   * Returns the push order that the choices imply, closed; or null if it is cyclic.
   *
   * @param rf for each event the write that it reads from, or -1
   * @param last pairs from each write to the last write of its location
   */
  long @Nullable [] pushOrder(int[] rf, long[] last) {
    long[] order = new long[size];
    for (int i = 0; i < size; i++) {
      order[i] = Bits.has(pushing(), i) ? (po[i] | last[i]) & pushing() : 0;
    }
    for (int r = 0; r < size; r++) {
      if (rf[r] >= 0 && Bits.has(pushing(), r) && Bits.has(pushing(), rf[r])) {
        order[rf[r]] |= Bits.bit(r);
      }
    }
    Bits.close(order);
    return Bits.irreflexive(order) ? order : null;
  }

  /**
   * Returns the coherence order that the choices imply, closed; or null if they are inconsistent.
   *
   * @param rf for each event the write that it reads from, or -1
   * @param pushOrder the push order as far as it is chosen, closed
   * @param chosen pairs of the coherence order that were chosen
   */
  long @Nullable [] coherence(int[] rf, long[] pushOrder, long[] chosen) {
    long[] readers = new long[size];
    for (int r = 0; r < size; r++) {
      if (rf[r] >= 0) {
        readers[rf[r]] |= Bits.bit(r);
      }
    }
    if (axioms.contains(Axiom.NO_THIN_AIR) && !isGrounded(readers)) {
      return null;
    }
    long[] visible = Bits.compose(pushOrder, push);
    Bits.add(visible, into);
    Bits.add(visible, readers);
    Bits.close(visible);
    long[] co = chosen.clone();
    for (int w = 0; w < size; w++) {
      if (Bits.has(writes, w)) {
        visible[w] |= poloc[w];
        co[w] |= before(w, visible[w], readers, rf) & (rivals[w] | Bits.bit(w));
      }
    }
    if (axioms.contains(Axiom.UPDATE_ATOMIC)) {
      follow(co, rf);
    }
    Bits.close(co);
    return Bits.irreflexive(co) ? co : null;
  }

  private boolean isGrounded(long[] readers) {
    long[] relation = new long[size];
    for (int i = 0; i < size; i++) {
      relation[i] = (po[i] | readers[i]) & opaque;
    }
    return Bits.acyclic(relation);
  }

  private boolean readsFrom(int event, String location) {
    return events.get(event).reads() && events.get(event).location().equals(location);
  }

  /**
   * Returns the events that follow write w in co, w itself where that is a contradiction, and
   * others that are no writes to its location.
   */
  private long before(int w, long visible, long[] readers, int[] rf) {
    long after = axioms.contains(Axiom.CO_WRITE_WRITE) ? visible : 0;
    if (axioms.contains(Axiom.CO_INIT) && events.get(w).thread() == Event.INIT) {
      after |= rivals[w];
    }
    for (long rest = visible; rest != 0; rest &= rest - 1) {
      int e = Long.numberOfTrailingZeros(rest);
      if (axioms.contains(Axiom.CO_WRITE_READ) && rf[e] >= 0) {
        after |= Bits.bit(rf[e]) & ~Bits.bit(w);
      }
      if (axioms.contains(Axiom.CO_READ_WRITE) && readsFrom(e, events.get(w).location())) {
        after |= po[e];
      }
    }
    if (axioms.contains(Axiom.CO_READ_READ) && Bits.has(opaque, w)) {
      for (long first = readers[w]; first != 0; first &= first - 1) {
        for (long rest = po[Long.numberOfTrailingZeros(first)]; rest != 0; rest &= rest - 1) {
          int seen = rf[Long.numberOfTrailingZeros(rest)];
          after |= seen >= 0 && seen != w ? Bits.bit(seen) & opaque : 0;
        }
      }
    }
    return after;
  }

  /** An update follows the write that it reads at once: what follows the write follows it. */
  private void follow(long[] co, int[] rf) {
    boolean more = true;
    while (more) {
      more = false;
      for (int u = 0; u < size; u++) {
        if (rf[u] >= 0 && Bits.has(writes, u)) {
          long after = co[u] | (co[rf[u]] & rivals[u]);
          more |= after != co[u];
          co[u] = after;
        }
      }
    }
  }
}
