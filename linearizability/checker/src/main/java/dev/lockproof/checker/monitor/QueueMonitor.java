// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.monitor;

import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.judge.Judge;
import dev.lockproof.checker.judge.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides {@link dev.lockproof.checker.model.Queue} in O(n log n), where no value is enqueued twice
 * and no dequeue is of unknown outcome while values are left. Others are left to the search.
 *
 * <p>The conditions are those of Henzinger, Sezgin and Vafeiadis (CONCUR 2013). An enqueue of
 * unknown outcome takes effect if and only if its value is dequeued. Let values that are never
 * dequeued have a dequeue whose call and completion are infinitely late. Write {@code x < y} for
 * {@code x.ret < y.call}.
 *
 * <p><b>Theorem.</b> The history is linearizable if and only if each value is dequeued at most
 * once, was enqueued, and
 *
 * <ol>
 *   <li>no value has {@code dequeue < enqueue};
 *   <li>no values a, b have {@code enqueue(a) < enqueue(b)} and {@code dequeue(b) < dequeue(a)};
 *   <li>no dequeue that gives null lies inside a union of cores, where the <i>core</i> of a value
 *       is from the completion of its enqueue to the call of its dequeue: it is in the queue.
 * </ol>
 *
 * <p><b>Necessity</b> is plain.
 *
 * <p><b>Sufficiency.</b> By (3) choose for each empty dequeue a point t of it in no core. Value a
 * must be in front of b, a -> b, if E: {@code enqueue(a) < enqueue(b)}; D: {@code dequeue(a) <
 * dequeue(b)}; X: {@code dequeue(a) < enqueue(b)}; or T: for some t, the enqueue of a completes
 * before t and the dequeue of b is called after t.
 *
 * <p><i>There is no cycle.</i> Two arrows in a row can be replaced by one, unless they are E and D:
 * if one is X or T this follows from the definitions, from call before completion, and, for T, from
 * t being in no core (as in: a -T-> b -E-> c. The core of b does not hold t, so its enqueue
 * completes after t, and that of c is called still later: a -E-> c). So a shortest cycle is one
 * arrow, which is X against (1), or T with t in a core; or E and D alternate in it. If these are
 * two, that is against (2). Otherwise take {@code a -E-> b -D-> c -E-> d}. Intervals have {@code
 * enqueue(a) < enqueue(d)}, a shorter cycle, or {@code enqueue(c) < enqueue(b)}, which with {@code
 * b -D-> c} is against (2).
 *
 * <p><i>So there is an order.</i> Sort the values by the arrows; enqueue and dequeue them in this
 * order, each dequeue after its enqueue, and split it at each t. Nothing that must be later in this
 * order completes before something earlier is called: E, D, X and T are just these cases. Taking
 * effect at the greatest call or t so far, all operations are in their intervals.
 */
public final class QueueMonitor implements Judge {

  /** A value, by what enqueued and what dequeued it. */
  private static final class Item {
    @Nullable Operation enqueue;
    @Nullable Operation dequeue;

    Operation enqueued() {
      return Objects.requireNonNull(enqueue);
    }

    int dequeueCall() {
      return dequeue == null ? Operation.NEVER : dequeue.call();
    }

    int dequeueReturn() {
      return dequeue == null ? Operation.NEVER : dequeue.ret();
    }
  }

  private final Map<Object, Item> items = new HashMap<>();
  private final List<Operation> empties = new ArrayList<>();

  /** Creates a monitor for one history. */
  public QueueMonitor() {}

  @Override
  public Verdict judge(List<Operation> operations) {
    boolean unknownDequeue = false;
    Operation twice = null;
    for (Operation operation : operations) {
      if (operation.f().equals("enqueue")) {
        Item item = item(operation.input());
        if (item.enqueue != null) {
          return Verdict.inconclusive("a value that is enqueued twice needs a search");
        }
        item.enqueue = operation;
      } else if (operation.isInfo()) {
        unknownDequeue = true;
      } else if (operation.output() == null) {
        empties.add(operation);
      } else {
        Item item = item(operation.output());
        twice = item.dequeue == null ? twice : operation;
        item.dequeue = operation;
      }
    }
    if (twice != null) {
      return Verdict.fail(twice.output() + " was enqueued once, but dequeued twice", twice);
    }
    items.values().removeIf(i -> i.dequeue == null && i.enqueued().isInfo());
    if (unknownDequeue && items.values().stream().anyMatch(item -> item.dequeue == null)) {
      return Verdict.inconclusive("a dequeue of unknown outcome needs a search");
    }
    return judge();
  }

  private Item item(@Nullable Object value) {
    return items.computeIfAbsent(Objects.requireNonNull(value), v -> new Item());
  }

  private Verdict judge() {
    for (Item item : items.values()) {
      Operation dequeue = item.dequeue;
      if (dequeue != null && (item.enqueue == null || dequeue.precedes(item.enqueue))) {
        return Verdict.fail("a value was dequeued before it was enqueued", dequeue, item.enqueue);
      }
    }
    Verdict verdict = order();
    verdict = verdict == null ? empty() : verdict;
    return verdict == null ? Verdict.pass(items.size() + " values, first in, first out") : verdict;
  }

  private @Nullable Verdict order() {
    var byCall = new ArrayList<>(items.values());
    var byReturn = new ArrayList<>(items.values());
    byCall.sort(Comparator.comparingInt(item -> item.enqueued().call()));
    byReturn.sort(Comparator.comparingInt(item -> item.enqueued().ret()));
    int before = 0;
    Item last = null; // of those enqueued before, the one whose dequeue is called last
    for (Item item : byCall) {
      for (; byReturn.get(before).enqueued().precedes(item.enqueued()); before++) {
        Item other = byReturn.get(before);
        last = last == null || last.dequeueCall() < other.dequeueCall() ? other : last;
      }
      if (last != null && item.dequeueReturn() < last.dequeueCall()) {
        String why = "the value of %s was dequeued before that of %s, which was enqueued earlier";
        return Verdict.fail(
            why.formatted(item.enqueued().describe(), last.enqueued().describe()),
            last.enqueued(),
            item.enqueued(),
            item.dequeue,
            last.dequeue);
      }
    }
    return null;
  }

  private @Nullable Verdict empty() {
    var cores = cores();
    for (Operation empty : empties) {
      var core = cores.lowerEntry(empty.call());
      if (core != null && empty.ret() < core.getValue()) {
        return Verdict.fail(
            "a dequeue found the queue empty, but it never was in that time", empty);
      }
    }
    return null;
  }

  /** Returns the unions of overlapping cores: the end by the start. */
  private NavigableMap<Integer, Integer> cores() {
    var items = new ArrayList<>(this.items.values());
    items.sort(Comparator.comparingInt(item -> item.enqueued().ret()));
    var cores = new TreeMap<Integer, Integer>();
    for (Item item : items) {
      int start = item.enqueued().ret();
      int end = item.dequeueCall();
      var last = cores.lastEntry();
      if (start < end && last != null && start < last.getValue()) {
        cores.merge(last.getKey(), end, Math::max);
      } else if (start < end) {
        cores.put(start, end);
      }
    }
    return cores;
  }
}
