// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.traces;

import dev.lockproof.models.Manifest;
import dev.lockproof.models.Manifest.Traces;
import dev.lockproof.models.Spec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A TLA+ module in which a specification follows the steps of a {@link StepGraph}, which the module
 * has as a sequence: for each node the steps from there.
 */
final class TraceModule {
  private final String base;
  private final Traces traces;
  private final NavigableSet<String> labels = new TreeSet<>();
  private final StepGraph graph;

  /** Prepares to render {@code graph} for {@code spec}, whose manifest says how to. */
  TraceModule(Spec spec, Traces traces, StepGraph graph) {
    Manifest manifest = spec.manifest();
    String path = manifest.modules().get(0).path();
    base = path.substring(0, path.lastIndexOf('.'));
    this.traces = traces;
    this.graph = graph;
    labels.addAll(traces.steps());
    if (labels.isEmpty()) {
      manifest.labels().values().forEach(labels::addAll);
      labels.addAll(manifest.unlabelled());
    }
  }

  /** Returns its name. */
  String name() {
    return base + "Trace";
  }

  /**
   * Returns its text.
   *
   * @param ends the nodes where a trace is done, where that is asked for
   */
  String text(Collection<Integer> ends) {
    List<String> lines = new ArrayList<>();
    lines.add("---- MODULE " + name() + " ----");
    lines.add("EXTENDS " + base + ", Integers");
    lines.add("VARIABLES at, passages, refused");
    lines.add("Sees == <<" + String.join(", ", traces.observes().keySet()) + ">>");
    lines.add("Begins == " + set(traces.begins().stream().map(TraceModule::quote).toList()));
    lines.add("Labels == " + set(labels.stream().map(TraceModule::quote).toList()));
    lines.add("Ends == " + set(ends.stream().map(end -> "" + (end + 1)).toList()));
    lines.add("Steps == <<");
    for (int node = 0; node < graph.size(); node++) {
      lines.add("  " + row(graph.from(node)) + (node + 1 < graph.size() ? "," : ""));
    }
    lines.add(">>");
    lines.add("TraceTake(l, p) ==");
    lines.add("  /\\ l \\in Begins => passages[p] > 0");
    lines.add("  /\\ " + alternatives(label -> "l = " + quote(label) + " /\\ " + label + "(p)"));
    lines.add(
        "May == {m \\in Labels \\X " + traces.process() + " : ENABLED TraceTake(m[1], m[2])}");
    lines.add("Follow(s) == TraceTake(s.do, s.p) /\\ Sees' = s.sees");
    lines.add("Here == IF at > 0 THEN Steps[at] ELSE {}");
    for (String label : labels) {
      lines.add(label + "Step == \\E s \\in {t \\in Here : t.do = " + quote(label) + "} :");
      lines.add("  /\\ Follow(s)");
      lines.add("  /\\ at' = s.to");
      lines.add("  /\\ passages' = IF s.do \\in Begins");
      lines.add("                  THEN [passages EXCEPT ![s.p] = @ - 1] ELSE passages");
      lines.add("  /\\ UNCHANGED refused");
    }
    lines.add(differences());
    String steps = alternatives(label -> label + "Step");
    lines.add("TraceNext == TraceRefuse \\/ TraceMiss \\/ " + steps);
    lines.add("FollowNext == " + steps);
    lines.add("Accepted == at # 0");
    lines.add("Covered == at # -1");
    lines.add("TraceNotDone == at \\notin Ends");
    lines.add("====");
    return String.join("\n", lines) + "\n";
  }

  /** Returns how the graph and the specification may part, and how they begin. */
  private String differences() {
    return """
        TraceRefuse == \\E s \\in Here :
          /\\ ~ ENABLED Follow(s)
          /\\ at' = 0
          /\\ refused' = [do |-> s.do, process |-> s.p, sees |-> s.sees, may |-> May]
          /\\ UNCHANGED <<vars, passages>>
        TraceMiss == \\E m \\in May :
          /\\ at > 0
          /\\ \\A s \\in Here : <<s.do, s.p>> # m
          /\\ at' = -1
          /\\ refused' = [do |-> m[1], process |-> m[2]]
          /\\ UNCHANGED <<vars, passages>>
        TraceInit ==
          /\\ Init
          /\\ at = 1
          /\\ passages = [p \\in %s |-> %d]
          /\\ refused = <<>>"""
        .formatted(traces.process(), Interleavings.PASSAGES);
  }

  /** Returns a configuration: whether each step is allowed, and each allowed step taken. */
  String comparison(boolean covered) {
    return configuration("TraceNext", "Accepted" + (covered ? " Covered" : ""));
  }

  /** Returns a configuration that asks whether a trace comes to its end. */
  String following() {
    return configuration("FollowNext", "TraceNotDone");
  }

  private String configuration(String next, String invariants) {
    return "INIT TraceInit\nNEXT "
        + next
        + "\nCONSTANTS "
        + String.join(" ", traces.constants())
        + "\nINVARIANTS "
        + invariants
        + "\n\\* a trace ends: that is no deadlock\nCHECK_DEADLOCK FALSE\n";
  }

  private String alternatives(UnaryOperator<String> each) {
    return labels.stream().map(each).collect(Collectors.joining(") \\/ (", "(", ")"));
  }

  private static String row(Map<Step, Integer> steps) {
    return set(
        steps.entrySet().stream()
            .map(
                step ->
                    "[do |-> %s, p |-> %s, sees |-> <<%s>>, to |-> %d]"
                        .formatted(
                            quote(step.getKey().label()),
                            step.getKey().process(),
                            String.join(", ", step.getKey().sees()),
                            step.getValue() + 1))
            .toList());
  }

  private static String set(Collection<String> elements) {
    return "{" + String.join(", ", elements) + "}";
  }

  private static String quote(String word) {
    return "\"" + word + "\"";
  }
}
