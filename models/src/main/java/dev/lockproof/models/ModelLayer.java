// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.models;

import static java.util.stream.Collectors.joining;

import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Inputs;
import dev.lockproof.journal.Layer;
import dev.lockproof.journal.LayerRun;
import dev.lockproof.models.Finding.Met;
import dev.lockproof.models.Manifest.Model;
import dev.lockproof.models.Manifest.Role;
import dev.lockproof.traces.TraceEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * The layer process of TLC: runs the models of the wanted claims and records one piece of evidence
 * for each model and claim.
 *
 * <p>A witness is no evidence of its own. It vouches for the checks of its claim: without it their
 * PASS would be worth nothing, and is inconclusive. A mutant is run without witnesses and without
 * comparing counts, as only the violation matters.
 */
public final class ModelLayer {
  private final LayerRun run;
  private final Spec spec;
  private final List<Finding> witnesses = new ArrayList<>();

  private ModelLayer(LayerRun run, Spec spec) {
    this.run = run;
    this.spec = spec;
  }

  /** Runs as {@link LayerRun} says. */
  public static void main(String[] args) throws Exception {
    LayerRun run = LayerRun.parse(args);
    try (ModelRun models = new ModelRun(run.work(), run.budget(), run.mutant() == null)) {
      for (Spec spec : Spec.all()) {
        if (spec.manifest().subject() != null) {
          new ModelLayer(run, spec).run(models);
          TraceEvidence.record(run, spec);
        }
      }
    }
  }

  private void run(ModelRun models) throws Exception {
    Map<Model, Future<Finding>> findings = models.start(spec, this::isWanted);
    for (Map.Entry<Model, Future<Finding>> finding : findings.entrySet()) {
      if (finding.getKey().role() == Role.WITNESS) {
        witnesses.add(finding.getValue().get());
      }
    }
    for (Map.Entry<Model, Future<Finding>> finding : findings.entrySet()) {
      Model model = finding.getKey();
      for (String claim : model.allClaims()) {
        if (model.role() != Role.WITNESS && wants(model, claim)) {
          run.record(judge(finding.getValue().get(), claim));
        }
      }
    }
  }

  private boolean isWanted(Model model) {
    if (!run.budget().covers(model.budget())) {
      return false;
    }
    if (model.role() != Role.WITNESS) {
      return model.allClaims().stream().anyMatch(claim -> wants(model, claim));
    }
    return run.mutant() == null
        && spec.manifest().models().stream()
            .filter(other -> other.role() == Role.CHECK)
            .anyMatch(
                other ->
                    other.allClaims().stream()
                        .anyMatch(c -> model.allClaims().contains(c) && wants(other, c)));
  }

  private boolean wants(Model model, String claim) {
    return run.wants(Layer.MODEL, model.check(), claim);
  }

  private Evidence judge(Finding finding, String claim) throws Exception {
    Story story = new Story(spec.manifest().says());
    Evidence.Builder evidence = describe(finding, claim);
    return switch (finding.met()) {
      case STOPPED -> evidence.inconclusive(finding.reason());
      case TROUBLE -> evidence.infra(finding.reason());
      case MISSING -> evidence.failWithoutViolation();
      case BROKEN ->
          finding.breaks(claim)
              ? evidence.fail(finding.reason(), finding.counterexample(story))
              : evidence.inconclusive("the search ended early: " + finding.reason());
      case YES ->
          finding.model().role() == Role.NEGATIVE
              ? evidence.passBy(finding.counterexample(story))
              : pass(evidence, claim);
    };
  }

  private Evidence pass(Evidence.Builder evidence, String claim) {
    String missing =
        witnesses.stream()
            .filter(witness -> witness.model().allClaims().contains(claim))
            .filter(witness -> witness.met() != Met.YES)
            .map(witness -> "witness " + witness.model().check() + ": " + witness.reason())
            .collect(joining("; "));
    return missing.isEmpty() ? evidence.pass() : evidence.inconclusive(missing);
  }

  private Evidence.Builder describe(Finding finding, String claim) throws Exception {
    Model model = finding.model();
    Exploration exploration = finding.exploration();
    List<String> bounds = spec.bounds(model);
    Evidence.Builder evidence =
        Evidence.of(Layer.MODEL, model.check(), claim)
            .tool("TLC", exploration.version())
            .strength("exhaustive(" + (bounds.isEmpty() ? "all" : String.join(", ", bounds)) + ")")
            .explored("distinct", exploration.distinct())
            .explored("generated", exploration.generated())
            .explored("depth", exploration.depth())
            .seconds(exploration.seconds())
            .inputs(Inputs.of(inputs(model)));
    for (String bound : bounds) {
      int equals = bound.indexOf(" = ");
      evidence.bound(bound.substring(0, equals), bound.substring(equals + 3));
    }
    return evidence;
  }

  private List<String> inputs(Model model) {
    Stream<String> classes =
        Stream.of(
                Exploration.class,
                Finding.class,
                Manifest.class,
                ModelLayer.class,
                Spec.class,
                Story.class,
                Tlc.class)
            .map(type -> type.getName().replace('.', '/') + ".class");
    return Stream.concat(spec.resources(model).stream(), classes).toList();
  }
}
