// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import dev.lockproof.journal.Counterexample;
import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Inputs;
import dev.lockproof.journal.Layer;
import dev.lockproof.journal.LayerRun;
import dev.lockproof.journal.Subject;
import dev.lockproof.models.Manifest;
import dev.lockproof.models.Spec;
import dev.lockproof.models.Tlc;
import dev.lockproof.traces.RunStep;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of the layer that links code and specification: what the real class does in virtual time
 * is what the specification allows. A mutant is compared with the original's specification.
 */
final class TracedEvidence {
  private static final String CHECK = "Traces";
  private static final String REFUSED =
      "the code takes a step that the specification does not allow";

  /** Of a mutant so many runs are enough. */
  private static final int RUNS_OF_MUTANT = 40;

  private TracedEvidence() {}

  /** Makes what evidence is wanted about a subject, if its specification says how. */
  static void record(LayerRun run, Subject subject) throws IOException, InterruptedException {
    for (Spec spec : Spec.all()) {
      Manifest.Runs how = spec.manifest().runs();
      if (how == null || !subject.id().equals(spec.manifest().subject())) {
        continue;
      }
      List<String> wanted = new ArrayList<>(how.claims());
      wanted.removeIf(claim -> !run.wants(Layer.SIMULATION, CHECK, claim));
      if (!wanted.isEmpty()) {
        record(run, subject, spec, wanted);
      }
    }
  }

  private static void record(LayerRun run, Subject subject, Spec spec, List<String> wanted)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    boolean isMutant = run.mutant() != null;
    int count = run.budget().tracedRuns();
    var tracing =
        new Tracing(
            spec,
            new Tlc(run.work(), run.budget().checkLimit()),
            isMutant ? Math.min(RUNS_OF_MUTANT, count) : count,
            isMutant ? 0 : run.budget().mutatedRuns());
    Counterexample refused = tracing.refused().isPresent() ? story(run, tracing, wanted) : null;
    double seconds = (System.nanoTime() - start) / 1e9;
    for (String claim : wanted) {
      Evidence.Builder evidence =
          Evidence.of(Layer.SIMULATION, CHECK, claim)
              .tool("TLC", tracing.answer().version())
              .strength("sampled(" + tracing.runs().size() + ")")
              .seconds(seconds / wanted.size())
              .inputs(Inputs.of(subject, Tracing.class))
              .inputs(Inputs.of(spec.modules()))
              .inputs(Inputs.of(List.of("specs/" + spec.folder() + "/manifest.json")));
      count(evidence, tracing);
      run.record(judge(evidence, tracing, refused));
    }
  }

  private static void count(Evidence.Builder evidence, Tracing tracing) {
    evidence
        .seed(tracing.refused().isPresent() ? tracing.seed(tracing.refused().getAsInt()) : 0)
        .bound("clients", "2 or 3")
        .bound("no part of traces", tracing.untraced())
        .explored("traces", tracing.runs().size())
        .explored("steps", tracing.runs().stream().mapToLong(List::size).sum());
    tracing.taken().forEach((action, times) -> evidence.explored("step " + action, times));
    Map<String, Integer> rejected = tracing.rejected();
    tracing
        .tried()
        .forEach(
            (kind, tried) ->
                evidence
                    .explored("variants: " + kind, tried)
                    .explored("variants: " + kind + ", rejected", rejected.getOrDefault(kind, 0)));
    tracing
        .excused()
        .forEach((excuse, times) -> evidence.explored("variants allowed, as " + excuse, times));
  }

  private static Evidence judge(
      Evidence.Builder evidence, Tracing tracing, @Nullable Counterexample refused) {
    if (refused != null) {
      return evidence.fail(REFUSED, refused);
    }
    return tracing.unexcused().isEmpty()
        ? evidence.pass()
        : evidence.inconclusive(
            "the specification allows what it should not: " + tracing.unexcused().get(0));
  }

  private static Counterexample story(LayerRun run, Tracing tracing, List<String> wanted)
      throws IOException, InterruptedException {
    int refused = tracing.refused().getAsInt();
    int accepted = tracing.answer().accepted().get(refused);
    var steps = new ArrayList<Map<String, String>>();
    var text = new ArrayList<String>();
    for (RunStep step : tracing.runs().get(refused).subList(0, accepted + 1)) {
      var row = new LinkedHashMap<String, String>();
      row.put("who", step.actor());
      row.put("step", step.label() + step.arguments());
      row.put("sees", step.sees().toString());
      steps.add(row);
      text.add("%-9s  %-20s  %s".formatted(step.actor(), row.get("step"), step.sees()));
    }
    List<String> instead = tracing.instead(refused);
    text.add(
        "The specification does not allow the last step"
            + (instead.isEmpty() ? "." : ", unless this is seen after it: " + instead + "."));
    String mutant = run.mutant() == null ? "" : " --mutant " + run.mutant();
    text.add(
        Counterexample.REPLAY
            + "java -jar reports/target/lockproof.jar run --layer simulation --claim "
            + wanted.get(0)
            + mutant);
    return new Counterexample(REFUSED, steps, String.join("\n", text));
  }
}
