// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.traces;

import dev.lockproof.models.Manifest.Runs;
import dev.lockproof.models.Spec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A TLA+ module in which a specification follows the steps of runs, which the module has as a
 * sequence: for each node the steps from there. A variant leaves its run, and comes back to it; so
 * a thousand variants are hardly longer than none.
 */
final class RunModule {
  /** A step from a node to another, of a variant or, with 0, of the run itself. */
  private record Edge(RunStep step, int to, int variant) {}

  private final String base;
  private final Runs how;
  private final List<List<Edge>> nodes = new ArrayList<>();
  private final List<Integer> starts = new ArrayList<>();
  private final List<Integer> ends = new ArrayList<>();

  /** Prepares to render runs, and variants of them, for {@code spec}. */
  RunModule(Spec spec, List<List<RunStep>> runs, List<Variant> variants) {
    String path = spec.manifest().modules().get(0).path();
    base = path.substring(0, path.lastIndexOf('.'));
    how = Objects.requireNonNull(spec.manifest().runs(), spec.folder());
    for (List<RunStep> run : runs) {
      starts.add(node());
      for (RunStep step : run) {
        int from = nodes.size();
        edge(from, step, node(), 0);
      }
      ends.add(nodes.size());
    }
    for (int i = 0; i < variants.size(); i++) {
      add(variants.get(i), i + 1);
    }
  }

  private void add(Variant variant, int number) {
    int from = starts.get(variant.run()) + variant.from();
    int back = from + variant.length();
    List<RunStep> steps = new ArrayList<>(variant.instead());
    if (steps.isEmpty()) { // a step is missing: the next one comes instead
      nodes.get(back - 1).stream()
          .filter(edge -> edge.variant() == 0)
          .forEach(edge -> steps.add(edge.step()));
      back++;
    }
    int at = from;
    for (int i = 0; i < steps.size(); i++) {
      int to = i + 1 < steps.size() ? node() : back;
      edge(at, steps.get(i), to, i == 0 ? number : 0);
      at = to;
    }
  }

  private int node() {
    nodes.add(new ArrayList<>());
    return nodes.size();
  }

  private void edge(int from, RunStep step, int to, int variant) {
    nodes.get(from - 1).add(new Edge(step, to, variant));
  }

  /** Returns the node, from 1 on, at which that run starts. */
  int start(int run) {
    return starts.get(run);
  }

  /** Returns the node at which it ends. */
  int end(int run) {
    return ends.get(run);
  }

  /** Returns its name. */
  String name() {
    return base + "Runs";
  }

  /**
   * Returns its text.
   *
   * @param puzzle the node at which TLC is asked what it would see instead, or 0
   */
  String text(int puzzle) {
    List<String> lines = new ArrayList<>();
    lines.add("---- MODULE " + name() + " ----");
    lines.add("EXTENDS " + base + ", Integers, TLC");
    lines.add("VARIABLES at, variant");
    lines.addAll(how.defines());
    lines.add("Sees == <<" + String.join(", ", how.observes()) + ">>");
    lines.add("Starts == {" + numbers(starts) + "}");
    lines.add("Ends == {" + numbers(ends) + "}");
    lines.add("Steps == <<");
    lines.add(nodes.stream().map(RunModule::row).collect(Collectors.joining(",\n")));
    lines.add(">>");
    lines.add("Take(s) ==");
    how.takes()
        .forEach((label, take) -> lines.add("  \\/ s.do = \"" + label + "\" /\\ (" + take + ")"));
    lines.add("RunInit == Init /\\ at \\in Starts /\\ variant = 0");
    lines.add("RunNext ==");
    lines.add("  \\/ \\E s \\in Steps[at] :");
    lines.add("       /\\ s.v = 0 \\/ variant = 0");
    lines.add("       /\\ Take(s)");
    lines.add("       /\\ Sees' = s.sees");
    lines.add("       /\\ at' = s.to");
    lines.add("       /\\ variant' = IF s.v = 0 THEN variant ELSE s.v");
    lines.add("  \\/ \\E s \\in Steps[at] :");
    lines.add("       /\\ at = " + puzzle + " /\\ variant = 0 /\\ s.v = 0");
    lines.add("       /\\ Take(s)");
    lines.add("       /\\ PrintT(<<\"instead\", Sees'>>) /\\ FALSE");
    lines.add("       /\\ UNCHANGED <<at, variant>>");
    lines.add("Reached ==");
    lines.add("  variant = 0 \\/ at \\in Ends => PrintT(<<\"reached\", at, variant>>)");
    lines.add("====");
    return String.join("\n", lines) + "\n";
  }

  /** Returns its configuration. */
  String configuration() {
    return "INIT RunInit\nNEXT RunNext\nCONSTANTS "
        + String.join(" ", how.constants())
        + "\nINVARIANT Reached\n\\* a run ends: that is no deadlock\nCHECK_DEADLOCK FALSE\n";
  }

  private static String row(List<Edge> edges) {
    return edges.stream()
        .map(
            edge ->
                "[do |-> \"%s\", a |-> <<%s>>, sees |-> <<%s>>, to |-> %d, v |-> %d]"
                    .formatted(
                        edge.step().label(),
                        numbers(edge.step().arguments()),
                        numbers(edge.step().sees()),
                        edge.to(),
                        edge.variant()))
        .collect(Collectors.joining(",\n   ", "  {", "}"));
  }

  private static String numbers(Collection<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
