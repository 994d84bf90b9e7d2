// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import dev.lockproof.checker.history.Event;
import dev.lockproof.checker.history.Ndjson;
import dev.lockproof.checker.judge.Verdict;
import dev.lockproof.journal.Counterexample;
import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Inputs;
import dev.lockproof.journal.Layer;
import dev.lockproof.journal.LayerRun;
import dev.lockproof.journal.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** The part of the layer that has histories of simulated runs judged by the checker. */
final class RecordedEvidence {
  private static final String CHECK = "Histories";

  private RecordedEvidence() {}

  /** Makes what evidence is wanted about a question, if histories say anything about it. */
  static void record(LayerRun run, Subject subject, Question question) throws IOException {
    String claim = question.claim().id();
    if (Histories.judge(claim).isEmpty() || !run.wants(Layer.SIMULATION, CHECK, claim)) {
      return;
    }
    long start = System.nanoTime();
    Histories histories = Histories.of(question, run.budget().recordedRuns());
    Evidence.Builder evidence =
        Evidence.of(Layer.SIMULATION, CHECK, claim)
            .tool("checker", "1")
            .strength("sampled(" + histories.judged() + ")")
            .seed(histories.illegal().orElse(0))
            .bound("clients", "2 or 3")
            .explored("histories", histories.judged())
            .explored("operations", histories.operations())
            .inputs(Inputs.of(subject, Histories.class));
    for (Fault fault : Histories.faults(question)) {
      evidence.explored(fault.toString(), histories.tally().fired(fault));
    }
    boolean isExpected = question.claim().expectsViolation();
    if (histories.illegal().isPresent()) {
      write(run, claim + ".illegal", histories.latest());
    }
    evidence.seconds((System.nanoTime() - start) / 1e9);
    Verdict verdict = histories.verdict();
    if (!verdict.isFail()) {
      run.record(
          isExpected || histories.judged() == 0
              ? evidence.inconclusive(
                  "of %d histories that say anything none was illegal, and %s is expected to be"
                      .formatted(histories.judged(), isExpected ? "one" : "none"))
              : evidence.pass());
      return;
    }
    var illegal = new Counterexample(verdict.explanation(), verdict.steps(), verdict.toString());
    run.record(
        isExpected ? evidence.passBy(illegal) : evidence.fail(verdict.explanation(), illegal));
  }

  /** Leaves a history in the folder of the layer. */
  static void write(LayerRun run, String name, List<Event> events) throws IOException {
    try (var out = Files.newBufferedWriter(run.work().resolve(name + ".ndjson"))) {
      Ndjson.write(events, out);
    }
  }
}
