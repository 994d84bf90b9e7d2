// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import dev.lockproof.journal.Claim;
import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Inputs;
import dev.lockproof.journal.Layer;
import dev.lockproof.journal.LayerRun;
import dev.lockproof.journal.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The process of the {@code simulation} layer: every question about every claim. */
public final class SimulationLayer {
  static final List<String> SUBJECTS =
      List.of(
          "redlock",
          "redis-lease",
          "lease-keeper",
          "redis-bucket",
          "redis-sliding-window",
          "leased-tokens");
  private static final String CHECK = "Sampling";
  private static final String LATTICE = "Lattice";
  private static final String ORDERS = "Orders";

  /**
   * What the evidence depends on, as far as it is not reached by way of the signatures of these.
   */
  private static final List<Class<?>> PARTS =
      List.of(
          SimulationLayer.class,
          Sampling.class,
          Orders.class,
          Walk.class,
          Lattice.class,
          Run.class,
          RedlockClient.class,
          FencedClient.class,
          KeptClient.class,
          LimiterClient.class,
          LimiterServer.class,
          Replay.class,
          Shrinking.class,
          Story.class);

  private SimulationLayer() {}

  /** Runs what is asked for; see {@link LayerRun}. */
  public static void main(String[] args) throws IOException, InterruptedException {
    LayerRun run = LayerRun.parse(args);
    for (String id : SUBJECTS) {
      Subject subject = Subject.load(id);
      for (Claim claim : subject.claims()) {
        var question = Question.about(claim);
        if (question.isPresent() && run.wants(Layer.SIMULATION, CHECK, claim.id())) {
          run.record(evidence(run, subject, question.get()));
        }
        if (question.isPresent()) {
          RecordedEvidence.record(run, subject, question.get());
        }
        if (question.isPresent() && isAssuming(claim) && wantsLattice(run, claim)) {
          run.record(lattice(run, subject, question.get()));
        }
      }
      orders(run, subject);
      TracedEvidence.record(run, subject);
    }
  }

  /** All schedules of a small scope, once for all claims of a subject that can be judged there. */
  private static void orders(LayerRun run, Subject subject) throws IOException {
    List<Question> asked =
        subject.claims().stream()
            .filter(claim -> !claim.expectsViolation() && run.mutant() == null)
            .filter(claim -> run.wants(Layer.SIMULATION, ORDERS, claim.id()))
            .flatMap(claim -> Question.about(claim).stream())
            .filter(question -> !question.property().needsHealing())
            .toList();
    if (asked.isEmpty()) {
      return;
    }
    long start = System.nanoTime();
    Scenario scenario = Scenario.keepingAll(asked.get(0).protocol());
    boolean isOne = scenario.servers() == 1;
    int picks = run.budget().simulationPicks() - (isOne ? 0 : 2);
    int withFault = picks - (isOne ? 4 : 3);
    int acts = isOne ? 1 : 0;
    Walk walk = Walk.through(scenario, picks, acts, withFault);
    double seconds = (System.nanoTime() - start) / 1e9;
    String scope =
        "2 clients, " + (isOne ? "1 server" : "3 servers") + ", first " + picks + " choices";
    for (Question question : asked) {
      Evidence.Builder evidence =
          Evidence.of(Layer.SIMULATION, ORDERS, question.claim().id())
              .tool("simulation", "1")
              .strength("exhaustive(" + scope + ")")
              .explored("schedules", walk.schedules())
              .bound("choices of what comes next", picks)
              .bound("choices of what comes next, with one fault", withFault)
              .bound("choices of what holders do", acts)
              .bound("the fault is one of", Walk.HARMLESS)
              .seconds(seconds / asked.size());
      for (Class<?> part : PARTS) {
        evidence.inputs(Inputs.of(subject, part));
      }
      Property property = question.property();
      run.record(
          walk.story(property)
              .map(story -> evidence.fail(property.violation(), story.counterexample(null)))
              .orElseGet(evidence::pass));
    }
  }

  private static boolean isAssuming(Claim claim) {
    return !claim.expectsViolation() && !claim.assumptions().isEmpty();
  }

  /** A mutant breaks a claim whatever is assumed. */
  private static boolean wantsLattice(LayerRun run, Claim claim) {
    return run.mutant() == null && run.wants(Layer.SIMULATION, LATTICE, claim.id());
  }

  private static Evidence lattice(LayerRun run, Subject subject, Question question)
      throws IOException {
    long start = System.nanoTime();
    long schedules = run.budget().latticeRuns();
    Lattice lattice = Lattice.of(question, schedules);
    Evidence.Builder evidence =
        Evidence.of(Layer.SIMULATION, LATTICE, question.claim().id())
            .tool("simulation", "1")
            .strength("sampled(" + lattice.runs() + ")")
            .seed(0)
            .explored("schedules", lattice.runs())
            .explored("smallest sets", lattice.smallest().size())
            .bound("schedules for each set", schedules)
            .bound("schedules for one", Lattice.forOne(schedules));
    for (Class<?> part : PARTS) {
      evidence.inputs(Inputs.of(subject, part));
    }
    lattice.parts().forEach(evidence::part);
    evidence.seconds((System.nanoTime() - start) / 1e9);
    List<String> unseen = new ArrayList<>(question.broken(subject));
    unseen.removeIf(one -> lattice.smallest().contains(Set.of(one)));
    return unseen.isEmpty()
        ? evidence.pass()
        : evidence.inconclusive(
            "no schedule breaks it without " + unseen + ", as another claim expects");
  }

  private static Evidence evidence(LayerRun run, Subject subject, Question question)
      throws IOException {
    long start = System.nanoTime();
    Sampling sampling = Sampling.of(question, 0, run.budget().simulationRuns());
    Claim claim = question.claim();
    Evidence.Builder evidence =
        Evidence.of(Layer.SIMULATION, CHECK, claim.id())
            .tool("simulation", "1")
            .strength("sampled(" + sampling.distinct() + ")")
            .seed(0)
            .explored("schedules", sampling.runs())
            .explored("distinct schedules", sampling.distinct())
            .explored("events", sampling.events())
            .explored("virtual seconds", (long) sampling.virtualSeconds())
            .bound("distinct schedules", run.budget().simulationRuns())
            .bound("clients", "2 or 3");
    for (Class<?> part : PARTS) {
      evidence.inputs(Inputs.of(subject, part));
    }
    for (Fault fault : question.scenario(0).faults()) {
      evidence.explored(fault.toString(), sampling.tally().fired(fault));
      evidence.explored(fault + ", held", sampling.tally().firedWhileHeld(fault));
    }
    if (sampling.violating().isEmpty()) {
      evidence.seconds((System.nanoTime() - start) / 1e9);
      if (claim.expectsViolation()) {
        return evidence.inconclusive("no violation was found, and one is expected");
      }
      int least = run.budget().faultsWhileHeld();
      List<Fault> rare = sampling.rare(least);
      return rare.isEmpty()
          ? evidence.pass()
          : evidence.inconclusive(rare + " fired less than " + least + " times in a held lease");
    }
    Story story = sampling.story();
    Files.write(run.work().resolve(claim.id() + ".txt"), story.lines());
    if (question.protocol() == Scenario.Protocol.FENCED) {
      RecordedEvidence.write(run, claim.id(), sampling.history(story));
    }
    evidence
        .explored("schedules to the first violation", sampling.runs())
        .seed(sampling.violating().getAsLong())
        .seconds((System.nanoTime() - start) / 1e9);
    if (run.mutant() != null) {
      long median = Sampling.median(question, run.budget().simulationRuns());
      evidence.explored("schedules to the first violation, median of five ranges", median);
    }
    return claim.expectsViolation()
        ? evidence.passBy(story.counterexample(run.mutant()))
        : evidence.fail(question.property().violation(), story.counterexample(run.mutant()));
  }
}
