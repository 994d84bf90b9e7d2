// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.monitor;

import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.judge.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Decides {@link dev.lockproof.checker.model.Stack} in O(n log n), where no value is pushed twice;
 * with pops of unknown outcome not always, see {@link ContainerMonitor}.
 *
 * <p>To take values away one by one, such that the rest is linearizable if and only if the whole
 * was, is the idea of Lee and Mathur (OOPSLA 2025); which ones, and in which order, is our own.
 *
 * <p>Let values that are never popped have a pop that is called infinitely late, and never
 * completes. Each value is popped at most once and was pushed; no pop completes before its push is
 * called. The union of the cores falls into separate stretches; {@code (s, e)} is one of them: s is
 * the first completion of a push of its values, e the last call of a pop.
 *
 * <p><b>Lemma 1: a legal order may be emptied</b> at any point t in no core. Say it leaves {@code
 * v1, ..., vm} on the stack at t. As t is not in the core of vi, its push or its pop is open at t.
 * Move such pops to just before t, the last value first, and the other pushes to just after t, the
 * first value first. Nobody saw these values between their old places and t but each other, so the
 * order is still legal.
 *
 * <p><b>Lemma 2: values without a core do not matter.</b> Push and pop of such a value overlap, so
 * they can take effect together, at a point of both.
 *
 * <p><b>Lemma 3: someone is at the bottom.</b> By Lemma 1 each stretch can be looked at by itself.
 * In a legal order the stack is not empty in {@code (s, e)}, so one value is below all others of
 * the stretch: its push comes first, its pop last. So it has {@code push.call < s} and {@code e <
 * pop.ret}.
 *
 * <p><b>Lemma 4: anyone who can be at the bottom may be.</b> Let v have {@code push.call < s} and
 * {@code e < pop.ret}. No operation of the stretch completes before s, as no pop does before its
 * push; none is called after e. So in a legal order of the stretch the push of v may move to the
 * front, and its pop to the end; that is legal again. Hence, a stretch is linearizable if and only
 * if it is without v.
 *
 * <p><b>Theorem.</b> So the history is linearizable if and only if each empty pop has a point in no
 * core, and taking away, again and again, from a stretch of what is left a value of Lemma 4, leaves
 * nothing.
 *
 * <p><b>Method.</b> Always take from the first stretch, so that s never goes back, and a push that
 * was called before s stays so. {@link Stretches} keeps the cores that are left.
 */
public final class StackMonitor extends ContainerMonitor {

  /** Creates a monitor for one history. */
  public StackMonitor() {
    super("push");
  }

  @Override
  String rule() {
    return "last in, first out";
  }

  @Override
  @Nullable Verdict order(List<Item> items) {
    var byStart = new ArrayList<>(items.stream().filter(Item::hasCore).toList());
    byStart.sort(Comparator.comparingInt(item -> item.inserted().ret()));
    var byCall = new ArrayList<>(byStart);
    byCall.sort(Comparator.comparingInt(item -> item.inserted().call()));
    var stretches = new Stretches(byStart);
    int called = 0;
    for (Item first : byStart) {
      int start = first.inserted().ret();
      for (; called < byCall.size() && byCall.get(called).inserted().call() < start; called++) {
        stretches.open(byCall.get(called));
      }
      while (stretches.contains(first)) {
        int end = stretches.endOf(first);
        Item bottom = stretches.lastPopped(end);
        if (bottom == null || bottom.removalReturn() < end) {
          return fail(byStart, first, end, bottom);
        }
        stretches.remove(bottom);
      }
    }
    return null;
  }

  private static Verdict fail(List<Item> items, Item first, int end, @Nullable Item bottom) {
    Item last = items.stream().filter(item -> item.removalCall == end).findFirst().orElse(first);
    var offending = new ArrayList<Operation>();
    for (Item item : bottom == null ? List.of(first, last) : List.of(first, last, bottom)) {
      offending.add(item.inserted());
      if (item.removal != null) {
        offending.add(item.removal);
      }
    }
    String why = "from %s to %s the stack was never empty, but no value can be below the others";
    String until = last.removal == null ? "the end" : last.removal.describe();
    return new Verdict(
        Verdict.Result.FAIL, why.formatted(first.inserted().describe(), until), offending);
  }

  /**
   * The cores that are left, as a tree over the ranks of their ends. Each node keeps the least
   * number of cores that cover a point below it, and of the values that start below it and may be
   * at the bottom the one that is popped last.
   */
  private static final class Stretches {
    private final int[] positions;
    private final int leaves;

    /** The least cover below a node, without what is added at the nodes above. */
    private final int[] cover;

    /** What is added to the cover of everything below a node. */
    private final int[] added;

    private final @Nullable Item[] last;
    private final boolean[] gone;

    Stretches(List<Item> items) {
      positions =
          items.stream()
              .flatMapToInt(item -> IntStream.of(item.inserted().ret(), item.removalCall))
              .sorted()
              .distinct()
              .toArray();
      leaves = Integer.highestOneBit(positions.length) << 1;
      cover = new int[2 * leaves];
      added = new int[2 * leaves];
      last = new Item[2 * leaves];
      gone = new boolean[leaves];
      items.forEach(item -> add(1, 0, leaves, item, 1));
    }

    private int rank(int position) {
      return Arrays.binarySearch(positions, position);
    }

    private int start(Item item) {
      return rank(item.inserted().ret());
    }

    boolean contains(Item item) {
      return !gone[start(item)];
    }

    /** Notes that the push of a value was called before all stretches that are left. */
    void open(Item item) {
      set(start(item), item);
    }

    void remove(Item item) {
      gone[start(item)] = true;
      set(start(item), null);
      add(1, 0, leaves, item, -1);
    }

    private void set(int rank, @Nullable Item item) {
      last[leaves + rank] = item;
      for (int node = (leaves + rank) / 2; node > 0; node /= 2) {
        last[node] = later(last[2 * node], last[2 * node + 1]);
      }
    }

    private static @Nullable Item later(@Nullable Item a, @Nullable Item b) {
      return a == null || (b != null && a.removalReturn() < b.removalReturn()) ? b : a;
    }

    private void add(int node, int low, int high, Item item, int by) {
      int from = start(item);
      int to = rank(item.removalCall);
      if (to <= low || high <= from) {
        return;
      }
      if (from <= low && high <= to) {
        cover[node] += by;
        added[node] += by;
        return;
      }
      int middle = (low + high) / 2;
      add(2 * node, low, middle, item, by);
      add(2 * node + 1, middle, high, item, by);
      cover[node] = added[node] + Math.min(cover[2 * node], cover[2 * node + 1]);
    }

    /** Returns the end of the stretch in which a core starts. */
    int endOf(Item item) {
      return positions[firstFree(1, 0, leaves, start(item))];
    }

    /** Returns the first rank from one on that no core covers, or -1 if there is none below. */
    private int firstFree(int node, int low, int high, int from) {
      if (high <= from || cover[node] > 0) {
        return -1;
      }
      if (high - low == 1) {
        return low;
      }
      int middle = (low + high) / 2;
      int left = firstFree(2 * node, low, middle, from);
      return left >= 0 ? left : firstFree(2 * node + 1, middle, high, from);
    }

    /** Returns the one popped last of the values up to an end that were pushed early enough. */
    @Nullable Item lastPopped(int end) {
      Item result = null;
      for (int node = leaves + rank(end); node > 0; node /= 2) {
        result = node % 2 == 1 ? later(result, last[node - 1]) : result;
      }
      return result;
    }
  }
}
