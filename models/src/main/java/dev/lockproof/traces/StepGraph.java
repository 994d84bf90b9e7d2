// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.traces;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Traces that share their beginnings, and their ends where they may: a graph whose edges are steps,
 * no two of one kind from the same node. Each way through it from node 0 is a trace.
 */
public final class StepGraph {
  private final List<NavigableMap<Step, Integer>> nodes = new ArrayList<>();

  /** Creates a graph with one node and no step. */
  public StepGraph() {
    node();
  }

  /** Adds a node without steps, and returns it. */
  int node() {
    nodes.add(new TreeMap<>());
    return nodes.size() - 1;
  }

  /** Adds a step. */
  void edge(int from, Step step, int to) {
    nodes.get(from).put(step, to);
  }

  /** Adds {@code trace}, in a graph that is a tree, and returns the node where it ends. */
  public int add(List<Step> trace) {
    int at = 0;
    for (Step step : trace) {
      Integer next = nodes.get(at).get(step);
      if (next == null) {
        next = node();
        edge(at, step, next);
      }
      at = next;
    }
    return at;
  }

  /** Returns how many nodes there are. */
  public int size() {
    return nodes.size();
  }

  /** Returns how many steps there are. */
  public int edges() {
    return nodes.stream().mapToInt(NavigableMap::size).sum();
  }

  /** Returns the steps from {@code node}, and where they lead. */
  public NavigableMap<Step, Integer> from(int node) {
    return nodes.get(node);
  }

  /** Returns whether {@code trace} is the beginning of a trace, or all of one. */
  public boolean has(List<Step> trace) {
    int at = 0;
    for (Step step : trace) {
      Integer next = nodes.get(at).get(step);
      if (next == null) {
        return false;
      }
      at = next;
    }
    return true;
  }

  /** Returns how many ways through the graph there are, if it has no cycle. */
  public long traces() {
    return traces(0, new Long[nodes.size()]);
  }

  private long traces(int node, Long[] known) {
    if (known[node] == null) {
      known[node] = 0L; // a node on a cycle would be counted as none
      long sum = nodes.get(node).values().stream().mapToLong(next -> traces(next, known)).sum();
      known[node] = Math.max(1, sum);
    }
    return known[node];
  }

  /** Returns traces to the end that together take every step, each one that the others leave. */
  public List<List<Step>> covering() {
    Set<List<Object>> taken = new HashSet<>();
    List<List<Step>> traces = new ArrayList<>();
    cover(0, new ArrayList<>(), taken, traces);
    return traces;
  }

  private void cover(
      int node, List<Step> before, Set<List<Object>> taken, List<List<Step>> traces) {
    boolean ended = true;
    for (var next : nodes.get(node).entrySet()) {
      if (taken.add(List.of(node, next.getKey()))) {
        ended = false;
        before.add(next.getKey());
        cover(next.getValue(), before, taken, traces);
        before.remove(before.size() - 1);
      }
    }
    if (ended && !before.isEmpty()) {
      traces.add(toTheEnd(node, before));
    }
  }

  private List<Step> toTheEnd(int node, List<Step> before) {
    List<Step> trace = new ArrayList<>(before);
    int at = node;
    while (!nodes.get(at).isEmpty()) {
      var first = nodes.get(at).entrySet().iterator().next();
      trace.add(first.getKey());
      at = first.getValue();
    }
    return trace;
  }
}
