// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.lockproof.journal.Benchmark;
import dev.lockproof.journal.Budget;
import dev.lockproof.journal.Claim;
import dev.lockproof.journal.Counterexample;
import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Layer;
import dev.lockproof.journal.Subject;
import dev.lockproof.journal.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The contents of {@code report.json}; its schema is {@code report.schema.json}. */
record Report(
    int schemaVersion,
    Run run,
    List<SubjectRow> subjects,
    List<ClaimRow> claims,
    List<EvidenceRow> evidence,
    List<MutantRow> mutants,
    List<BenchmarkRow> benchmarks) {

  private static final int SCHEMA_VERSION = 1;

  /** When, where and how far. */
  record Run(
      String budget,
      double seconds,
      String commit,
      int cpus,
      String processor,
      String arch,
      String os,
      String jdk) {}

  /** An algorithm. */
  record SubjectRow(
      String id,
      @com.fasterxml.jackson.annotation.JsonProperty("class") String type,
      String family,
      String jar,
      Map<String, String> notApplicable) {}

  /** A claim and the verdict on it. */
  record ClaimRow(String subject, Verdict verdict, @JsonUnwrapped Claim claim) {}

  /** A piece of evidence and the command that repeats it. */
  record EvidenceRow(@JsonUnwrapped Evidence evidence, String command) {}

  /** A seeded bug, what was predicted of it and what was seen. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record MutantRow(
      String id,
      String of,
      String breaks,
      String source,
      String text,
      String diff,
      Map<String, String> predicted,
      Map<String, String> blindSpots,
      Map<String, Judge.Observation> observed,
      Verdict verdict,
      String reason,
      @Nullable Counterexample counterexample,
      String command) {}

  /** A benchmark and the command that repeats it. */
  record BenchmarkRow(@JsonUnwrapped Benchmark benchmark, String command) {}

  /** Puts a report together from all that is known of {@code subjects} and {@code mutants}. */
  static Report of(
      Run run,
      Workspace workspace,
      List<Subject> subjects,
      List<Mutant> mutants,
      Collection<Evidence> evidence,
      Collection<Benchmark> benchmarks) {
    List<Evidence> originals = evidence.stream().filter(e -> e.mutant() == null).toList();
    List<SubjectRow> subjectRows = new ArrayList<>();
    List<ClaimRow> claimRows = new ArrayList<>();
    for (Subject subject : subjects) {
      subjectRows.add(
          new SubjectRow(
              subject.id(),
              subject.type(),
              subject.family(),
              workspace.jarOf(subject),
              subject.notApplicable()));
      for (Claim claim : subject.claims()) {
        List<Evidence> about =
            originals.stream().filter(e -> e.claim().equals(claim.id())).toList();
        claimRows.add(new ClaimRow(subject.id(), Judge.claim(about), claim));
      }
    }
    return new Report(
        SCHEMA_VERSION,
        run,
        subjectRows,
        claimRows,
        originals.stream().map(e -> new EvidenceRow(e, command(run, e))).toList(),
        mutants.stream().map(mutant -> row(run, mutant, evidence)).toList(),
        benchmarks.stream().map(b -> new BenchmarkRow(b, command(run, b))).toList());
  }

  private static MutantRow row(Run run, Mutant mutant, Collection<Evidence> evidence) {
    boolean binding = Budget.of(run.budget()).covers(Mutant.PREDICTED_FOR);
    Map<Layer, Judge.Observation> observed = Judge.observe(mutant, evidence);
    Map<String, String> predicted = new TreeMap<>();
    mutant.predicted().forEach((layer, kill) -> predicted.put(layer.id(), kill ? "kill" : "miss"));
    Map<String, String> blindSpots = new TreeMap<>();
    mutant.blindSpots().forEach((layer, why) -> blindSpots.put(layer.id(), why));
    Map<String, Judge.Observation> rows = new TreeMap<>();
    observed.forEach((layer, observation) -> rows.put(layer.id(), observation));
    Counterexample counterexample =
        evidence.stream()
            .filter(e -> mutant.id().equals(e.mutant()) && mutant.breaks().equals(e.claim()))
            .map(Evidence::counterexample)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    return new MutantRow(
        mutant.id(),
        mutant.of(),
        mutant.breaks(),
        mutant.source(),
        mutant.text(),
        mutant.diff(),
        predicted,
        blindSpots,
        rows,
        Judge.mutant(mutant, observed, binding),
        Judge.reason(mutant, observed),
        counterexample,
        command(run) + " --mutant " + mutant.id());
  }

  private static String command(Run run) {
    return "java -jar reports/target/lockproof.jar run --fresh --budget " + run.budget();
  }

  private static String command(Run run, Evidence evidence) {
    return command(run)
        + " --originals --layer "
        + evidence.layer().id()
        + " --claim "
        + evidence.claim();
  }

  private static String command(Run run, Benchmark benchmark) {
    return command(run) + " --originals --layer benchmark --subject " + benchmark.subject();
  }

  /**
   * Returns the exit code: 1 if a claim or a mutant failed, else 3 if the harness had trouble, else
   * 0. What is inconclusive is printed and does not change it.
   */
  int exitCode() {
    List<Verdict> verdicts = new ArrayList<>();
    evidence.forEach(row -> verdicts.add(row.evidence().verdict()));
    mutants.forEach(row -> verdicts.add(row.verdict()));
    return switch (Judge.worst(verdicts).orElse(Verdict.INFRA)) {
      case FAIL -> Lockproof.FAIL;
      case INFRA -> Lockproof.INFRA;
      case PASS, INCONCLUSIVE -> Lockproof.OK;
    };
  }
}
