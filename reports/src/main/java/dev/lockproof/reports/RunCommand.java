// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import com.fasterxml.jackson.databind.SerializationFeature;
import dev.lockproof.journal.Budget;
import dev.lockproof.journal.Counterexample;
import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Journal;
import dev.lockproof.journal.Layer;
import dev.lockproof.journal.Subject;
import dev.lockproof.journal.Verdict;
import dev.lockproof.reports.page.Page;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lockproof run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the chain of evidence and writes the report.",
      "Without a selection it covers everything and writes reports/target/report.json and"
          + " reports/target/site/index.html; a selection writes its report to"
          + " reports/target/partial. Evidence whose inputs did not change is reused."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:no claim and no mutant failed (what is inconclusive is printed)",
      "1:a claim or a mutant failed",
      "2:the command cannot be carried out as given",
      "3:the harness had trouble, and nothing failed"
    })
final class RunCommand implements Callable<Integer> {
  @Option(names = "--budget", description = "smoke, quick, standard or thorough (default: quick)")
  private String budget = "quick";

  @Option(names = "--subject", description = "only this subject; may be repeated")
  private Set<String> subjects = new LinkedHashSet<>();

  @Option(names = "--claim", description = "only this claim; may be repeated")
  private Set<String> claims = new LinkedHashSet<>();

  @Option(names = "--layer", description = "only this layer; may be repeated")
  private Set<String> layers = new LinkedHashSet<>();

  @Option(names = "--mutant", description = "only this mutant, not the originals; may be repeated")
  private Set<String> mutants = new LinkedHashSet<>();

  @Option(names = "--originals", description = "only the subjects themselves, no mutants")
  private boolean originals;

  @Option(names = "--cap", description = "seconds after which the rest is inconclusive")
  private long cap = Duration.ofHours(24).toSeconds();

  @Option(names = "--fresh", description = "reuse nothing")
  private boolean fresh;

  @Option(names = "--out", description = "folder to write to (default: reports/target)")
  private @Nullable Path out;

  private final PrintStream console;

  RunCommand(PrintStream console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    long start = System.nanoTime();
    Workspace workspace = Workspace.around(Path.of(""));
    Path target = out == null ? workspace.target() : out.toAbsolutePath();
    Set<Layer> chosen = layers.stream().map(RunCommand::layer).collect(Collectors.toSet());
    Plan plan = new Plan(subjects, claims, chosen, mutants, mutants.isEmpty(), !originals);
    List<Subject> known = workspace.subjects();
    List<Mutant> corpus = Mutant.readAll(workspace.mutants());
    List<Task> tasks = plan.tasks(known, corpus);

    Path folder = target.resolve("evidence");
    List<Journal.Line> earlier = new Journal(Orchestrator.journalIn(folder)).read(0);
    double estimate = tasks.stream().mapToDouble(task -> Estimate.seconds(task, earlier)).sum();
    Progress progress =
        new Progress(console, Progress.onTerminal(), System::nanoTime, tasks.size(), estimate);
    Orchestrator orchestrator =
        new Orchestrator(workspace, folder, budget(), known, System::nanoTime, progress);
    orchestrator.run(tasks, fresh, Duration.ofSeconds(cap));

    Report report =
        Report.of(
            facts(workspace, (System.nanoTime() - start) / 1e9),
            workspace,
            known.stream().map(this::asked).filter(subject -> !subject.claims().isEmpty()).toList(),
            corpus.stream().filter(mutant -> isTried(mutant, tasks)).toList(),
            orchestrator.evidence(),
            orchestrator.benchmarks());
    if (!claims.isEmpty() || !mutants.isEmpty()) {
      tell(orchestrator.evidence(), progress);
    }
    Path written = write(report, plan.isWhole() ? target : target.resolve("partial"));
    summarize(report, progress, written);
    return report.exitCode();
  }

  /** Returns {@code subject} with the claims that this run is about. */
  private Subject asked(Subject subject) {
    boolean all = subjects.isEmpty() || subjects.contains(subject.id());
    return new Subject(
        subject.id(),
        subject.type(),
        subject.family(),
        subject.resources(),
        subject.claims().stream()
            .filter(claim -> all && (claims.isEmpty() || claims.contains(claim.id())))
            .toList(),
        subject.notApplicable());
  }

  private static boolean isTried(Mutant mutant, List<Task> tasks) {
    return tasks.stream().anyMatch(task -> mutant.equals(task.mutant()));
  }

  private Budget budget() {
    try {
      return Budget.of(budget);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static Layer layer(String id) {
    try {
      return Layer.of(id);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private Report.Run facts(Workspace workspace, double seconds) throws IOException {
    return new Report.Run(
        budget,
        seconds,
        Git.commit(workspace.root()),
        Runtime.getRuntime().availableProcessors(),
        Fingerprint.processor(),
        System.getProperty("os.arch"),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        Runtime.version().toString());
  }

  private static Path write(Report report, Path target) throws IOException {
    Path site = Files.createDirectories(target.resolve("site"));
    Path json = target.resolve("report.json");
    Journal.JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), report);
    Path page = site.resolve("index.html");
    Files.writeString(page, Page.render(Journal.JSON.readTree(json.toFile())));
    return page;
  }

  /** Whoever asks for a claim or a mutant wants to know how it breaks. */
  private static void tell(List<Evidence> evidence, Progress progress) {
    for (Evidence one : evidence) {
      Counterexample counterexample = one.counterexample();
      if (counterexample != null) {
        String mutant = one.mutant() == null ? "" : " with " + one.mutant();
        progress.tell("How " + one.claim() + " breaks" + mutant + ":", counterexample);
      }
    }
    progress.line("");
  }

  private static void summarize(Report report, Progress progress, Path page) {
    for (Report.MutantRow row : report.mutants()) {
      if (row.verdict() != Verdict.PASS) {
        progress.line("  " + row.verdict() + " mutant " + row.id() + ": " + row.reason());
      }
    }
    if (!report.evidence().isEmpty()) {
      progress.line(
          "claims:  " + counts(report.claims().stream().map(Report.ClaimRow::verdict).toList()));
    }
    progress.line(
        "mutants: " + counts(report.mutants().stream().map(Report.MutantRow::verdict).toList()));
    progress.line(
        String.format(
            Locale.ROOT,
            "%.0f s, exit code %d, report: %s",
            report.run().seconds(),
            report.exitCode(),
            page));
  }

  private static String counts(List<Verdict> verdicts) {
    return Arrays.stream(Verdict.values())
        .map(verdict -> verdicts.stream().filter(verdict::equals).count() + " " + verdict)
        .collect(Collectors.joining(", "));
  }
}
