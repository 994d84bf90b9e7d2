// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.traces;

import static java.util.Objects.requireNonNull;

import dev.lockproof.journal.Discovery;
import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Inputs;
import dev.lockproof.journal.Layer;
import dev.lockproof.journal.LayerRun;
import dev.lockproof.litmus.Classes;
import dev.lockproof.models.Exploration;
import dev.lockproof.models.Manifest.Traces;
import dev.lockproof.models.Spec;
import dev.lockproof.models.State;
import dev.lockproof.models.Story;
import dev.lockproof.models.Tlc;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The part of the layer {@code model} that links code and specification: the real class, driven
 * through all its interleavings, takes the steps of the specification, and no others.
 *
 * <p>For a mutant it is the original's specification that the class is compared with; whether the
 * mutant takes all steps does not matter then.
 */
public final class TraceEvidence {
  private static final List<String> HARNESS =
      List.of("dev/lockproof/litmus/", "dev/lockproof/models/", "dev/lockproof/traces/");
  private static final String REFUSED =
      "Now the code takes the step {refused.do} of process {refused.process}, and sees"
          + " {refused.sees} after it. The specification allows {refused.may}.";
  private static final String MISSED =
      "Now the specification allows the step {refused.do} of process {refused.process}, and the"
          + " code never takes it.";

  private final LayerRun run;
  private final Spec spec;
  private final Traces traces;

  private TraceEvidence(LayerRun run, Spec spec, Traces traces) {
    this.run = run;
    this.spec = spec;
    this.traces = traces;
  }

  /** Makes what evidence is wanted about {@code spec}, if its manifest says how. */
  public static void record(LayerRun run, Spec spec) throws IOException, InterruptedException {
    Traces traces = spec.manifest().traces();
    if (traces != null && run.budget().covers(traces.budget())) {
      TraceEvidence evidence = new TraceEvidence(run, spec, traces);
      for (String claim : traces.claims()) {
        if (run.wants(Layer.MODEL, evidence.check(), claim)) {
          run.record(evidence.check(claim));
        }
      }
    }
  }

  private String check() {
    return new TraceModule(spec, traces, new StepGraph()).name();
  }

  private Evidence check(String claim) throws IOException, InterruptedException {
    String bounds =
        Interleavings.THREADS + " threads, " + Interleavings.PASSAGES + " passages of each";
    Evidence.Builder evidence =
        Evidence.of(Layer.MODEL, check(), claim)
            .tool("TLC", "unknown")
            .strength("exhaustive(" + bounds + ")")
            .bound("threads", Interleavings.THREADS)
            .bound("passages", Interleavings.PASSAGES);
    Classes classes = new Classes();
    TraceCheck check = new TraceCheck(spec, new Tlc(run.work(), run.budget().checkLimit()));
    StepGraph graph;
    try {
      graph = check.code(classes);
    } catch (IllegalStateException e) {
      return evidence.infra("the class cannot be driven: " + e.getMessage());
    }
    Exploration found = check.compare(graph, run.mutant() == null);
    evidence
        .tool("TLC", found.version())
        .seconds(found.seconds())
        .explored("traces", graph.traces())
        .explored("steps", graph.edges())
        .explored("distinct", found.distinct())
        .explored("generated", found.generated())
        .inputs(Inputs.of(inputs(classes)));
    return judge(evidence, found);
  }

  private Evidence judge(Evidence.Builder evidence, Exploration found) {
    return switch (found.end()) {
      case COMPLETED -> evidence.pass();
      case STOPPED -> evidence.inconclusive(found.reason());
      case TROUBLE -> evidence.infra(found.reason());
      case VIOLATED -> {
        String violated = requireNonNull(found.violated());
        String how = "\n" + story().counterexample(steps(found), violated).text();
        yield violated.equals("Accepted")
            ? evidence.fail(
                "the code takes a step that the specification does not allow",
                story().counterexample(steps(found), violated))
            : evidence.inconclusive("the code leaves a step out that the specification has" + how);
      }
    };
  }

  private Story story() {
    Map<String, String> says = new HashMap<>(spec.manifest().says());
    says.put("TraceRefuse", REFUSED);
    says.put("TraceMiss", MISSED);
    return new Story(says);
  }

  private static List<State> steps(Exploration found) {
    return found.trace().stream()
        .map(
            state ->
                new State(state.number(), state.action().replaceAll("Step$", ""), state.values()))
        .toList();
  }

  private SortedSet<String> inputs(Classes classes) throws IOException {
    SortedSet<String> inputs = new TreeSet<>(classes.resources());
    inputs.addAll(spec.modules());
    inputs.add("specs/" + spec.folder() + "/manifest.json");
    inputs.addAll(Labels.resources(spec.manifest().labels().keySet()));
    inputs.addAll(
        Discovery.resources(
            TraceEvidence.class,
            name -> name.endsWith(".class") && HARNESS.stream().anyMatch(name::startsWith)));
    return inputs;
  }
}
