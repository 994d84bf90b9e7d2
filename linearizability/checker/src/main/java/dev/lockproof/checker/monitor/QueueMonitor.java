// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.monitor;

import dev.lockproof.checker.judge.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides {@link dev.lockproof.checker.model.Queue} in O(n log n), where no value is enqueued
 * twice; with dequeues of unknown outcome not always, see {@link ContainerMonitor}.
 *
 * <p>The conditions are those of Henzinger, Sezgin and Vafeiadis (CONCUR 2013). Let values that are
 * never dequeued have a dequeue whose call and completion are infinitely late. Write {@code x < y}
 * for {@code x.ret < y.call}.
 *
 * <p><b>Theorem.</b> The history is linearizable if and only if each value is dequeued at most
 * once, was enqueued, and
 *
 * <ol>
 *   <li>no value has {@code dequeue < enqueue};
 *   <li>no values a, b have {@code enqueue(a) < enqueue(b)} and {@code dequeue(b) < dequeue(a)};
 *   <li>no dequeue that gives null lies inside a union of cores.
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
public final class QueueMonitor extends ContainerMonitor {

  /** Creates a monitor for one history. */
  public QueueMonitor() {
    super("enqueue");
  }

  @Override
  String rule() {
    return "first in, first out";
  }

  @Override
  @Nullable Verdict order(List<Item> items) {
    var byCall = new ArrayList<>(items);
    var byReturn = new ArrayList<>(items);
    byCall.sort(Comparator.comparingInt(item -> item.inserted().call()));
    byReturn.sort(Comparator.comparingInt(item -> item.inserted().ret()));
    int before = 0;
    Item last = null; // of those enqueued before, the one whose dequeue is called last
    for (Item item : byCall) {
      for (; byReturn.get(before).inserted().precedes(item.inserted()); before++) {
        Item other = byReturn.get(before);
        last = last == null || last.removalCall < other.removalCall ? other : last;
      }
      if (last != null && item.removalReturn() < last.removalCall) {
        String why = "the value of %s was dequeued before that of %s, which was enqueued earlier";
        return Verdict.fail(
            why.formatted(item.inserted().describe(), last.inserted().describe()),
            last.inserted(),
            item.inserted(),
            item.removal,
            last.removal);
      }
    }
    return null;
  }
}
