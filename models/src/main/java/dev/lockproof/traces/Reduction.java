// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.traces;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes the smallest {@link StepGraph} that has the traces of a larger one, in which there are
 * moves that nobody sees.
 */
final class Reduction {
  private final List<List<Move>> moves;

  /**
   * One move of the larger graph.
   *
   * @param step what is seen of it, or null
   */
  record Move(@Nullable Step step, int to) {}

  private Reduction(List<List<Move>> moves) {
    this.moves = moves;
  }

  /** Reduces the graph that begins at node 0 and has these moves from each of its nodes. */
  static StepGraph of(List<List<Move>> moves) {
    return merged(new Reduction(moves).visible());
  }

  /** Follows sets of nodes, those that the same steps may lead to. */
  private StepGraph visible() {
    StepGraph graph = new StepGraph();
    Map<SortedSet<Integer>, Integer> known = new HashMap<>();
    Deque<SortedSet<Integer>> open = new ArrayDeque<>();
    SortedSet<Integer> start = closure(new TreeSet<>(List.of(0)));
    known.put(start, 0);
    open.add(start);
    while (!open.isEmpty()) {
      SortedSet<Integer> set = open.remove();
      int from = requireNonNull(known.get(set));
      SortedMap<Step, SortedSet<Integer>> next = new TreeMap<>();
      for (int node : set) {
        for (Move move : moves.get(node)) {
          if (move.step() != null) {
            next.computeIfAbsent(move.step(), step -> new TreeSet<>()).add(move.to());
          }
        }
      }
      next.forEach(
          (step, targets) -> {
            SortedSet<Integer> closed = closure(targets);
            Integer to = known.get(closed);
            if (to == null) {
              to = graph.node();
              known.put(closed, to);
              open.add(closed);
            }
            graph.edge(from, step, to);
          });
    }
    return graph;
  }

  private SortedSet<Integer> closure(SortedSet<Integer> nodes) {
    SortedSet<Integer> closed = new TreeSet<>(nodes);
    Deque<Integer> open = new ArrayDeque<>(nodes);
    while (!open.isEmpty()) {
      for (Move move : moves.get(open.remove())) {
        if (move.step() == null && closed.add(move.to())) {
          open.add(move.to());
        }
      }
    }
    return closed;
  }

  /** Merges nodes that cannot be told apart by what follows them. */
  private static StepGraph merged(StepGraph graph) {
    int[] group = new int[graph.size()];
    int groups = 1;
    while (true) {
      Map<List<Object>, Integer> kinds = new HashMap<>();
      int[] finer = new int[graph.size()];
      for (int node = 0; node < group.length; node++) {
        List<Object> kind = new ArrayList<>();
        kind.add(group[node]);
        graph.from(node).forEach((step, to) -> kind.add(List.of(step, group[to])));
        finer[node] = kinds.computeIfAbsent(kind, any -> kinds.size());
      }
      System.arraycopy(finer, 0, group, 0, group.length);
      if (kinds.size() == groups) {
        return quotient(graph, group);
      }
      groups = kinds.size();
    }
  }

  /** Node 0 is looked at first, so that its group has number 0. */
  private static StepGraph quotient(StepGraph graph, int[] group) {
    StepGraph merged = new StepGraph();
    HashSet<Integer> done = new HashSet<>();
    for (int node = 0; node < group.length; node++) {
      while (merged.size() <= group[node]) {
        merged.node();
      }
      if (done.add(group[node])) {
        for (var next : graph.from(node).entrySet()) {
          merged.edge(group[node], next.getKey(), group[next.getValue()]);
        }
      }
    }
    return merged;
  }
}
