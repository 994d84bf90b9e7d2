// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import dev.lockproof.journal.Benchmark;
import dev.lockproof.journal.Budget;
import dev.lockproof.journal.Claim;
import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Journal;
import dev.lockproof.journal.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the tasks of a run, one process after the other.
 *
 * <p>Tasks never overlap: two cores are soon busy, and nothing may run beside a benchmark. What
 * each finds is in the journal the moment it is known; stopping a run at any point loses at most
 * the check under way.
 */
final class Orchestrator {
  private final Workspace workspace;
  private final Path folder;
  private final Budget budget;
  private final LongSupplier nanoTime;
  private final Progress progress;
  private final Journal journal;
  private final List<Subject> subjects;
  private final List<Evidence> evidence = new ArrayList<>();
  private final List<Benchmark> benchmarks = new ArrayList<>();

  /**
   * Creates it.
   *
   * @param folder where the journal and all native files go
   */
  Orchestrator(
      Workspace workspace,
      Path folder,
      Budget budget,
      List<Subject> subjects,
      LongSupplier nanoTime,
      Progress progress)
      throws IOException {
    this.workspace = workspace;
    this.folder = Files.createDirectories(folder);
    this.budget = budget;
    this.subjects = subjects;
    this.nanoTime = nanoTime;
    this.progress = progress;
    journal = new Journal(journalIn(folder));
  }

  static Path journalIn(Path folder) {
    return folder.resolve("journal.ndjson");
  }

  List<Evidence> evidence() {
    return evidence;
  }

  List<Benchmark> benchmarks() {
    return benchmarks;
  }

  /**
   * Carries out {@code tasks}.
   *
   * @param fresh whether to pass over what earlier runs found
   * @param cap after how long no further check is begun
   */
  void run(List<Task> tasks, boolean fresh, Duration cap) throws IOException, InterruptedException {
    long start = nanoTime.getAsLong();
    List<Journal.Line> earlier = journal.read(0);
    for (Task task : tasks) {
      progress.begin(task.name(), Estimate.seconds(task, earlier));
      Duration left = cap.minusNanos(nanoTime.getAsLong() - start);
      run(task, fresh ? List.of() : earlier, left);
      progress.end();
    }
  }

  private void run(Task task, List<Journal.Line> earlier, Duration limit)
      throws IOException, InterruptedException {
    List<Path> classPath = new ArrayList<>(workspace.classPath(task.module()));
    Mutant mutant = task.mutant();
    if (mutant != null) {
      classPath.add(0, new MutantBuild(workspace).build(mutant));
    }
    Jdk jdk = Jdk.of(task.module());
    String key = Fingerprint.key(jdk, budget, classPath);
    String contents = Fingerprint.contents(key, classPath);
    Set<String> reused;
    boolean complete;
    try (Reuse reuse = new Reuse(task, earlier, classPath, key, contents)) {
      reuse.evidence().values().forEach(found -> take(found, true));
      benchmarks.addAll(
          task.module() == LayerModule.BENCHMARKS ? reuse.benchmarks().values() : List.of());
      reused = Set.copyOf(reuse.evidence().keySet());
      complete = reuse.isComplete();
    }
    if (!complete) {
      start(task, jdk, classPath, key, contents, reused, limit);
    }
  }

  private void start(
      Task task,
      Jdk jdk,
      List<Path> classPath,
      String key,
      String contents,
      Set<String> reused,
      Duration limit)
      throws IOException, InterruptedException {
    if (limit.isNegative() || limit.isZero()) {
      fill(task, "the time cap was reached before this was run", false);
      return;
    }
    long start = nanoTime.getAsLong();
    int[] read = {journal.read(0).size()};
    LayerProcess process =
        new LayerProcess(
                task,
                jdk,
                classPath,
                folder.resolve(task.name()),
                List.of("--budget", budget.id(), "--journal", "" + journalIn(folder), "--key", key))
            .select(reused);
    String trouble = process.run(limit, () -> poll(read));
    poll(read);
    if (trouble != null) {
      fill(task, trouble, !trouble.startsWith("stopped"));
    } else {
      double seconds = (nanoTime.getAsLong() - start) / 1e9;
      journal.append(
          new Journal.Line(null, null, new Journal.Done(task.name(), contents, seconds)));
    }
  }

  private void poll(int[] read) {
    progress.tick();
    try {
      for (Journal.Line line : journal.read(read[0])) {
        read[0]++;
        Benchmark benchmark = line.benchmark();
        Evidence found = line.evidence();
        if (found != null) {
          take(found, false);
        } else if (benchmark != null) {
          benchmarks.add(benchmark);
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void take(Evidence found, boolean reused) {
    evidence.add(found);
    progress.show(found, reused);
  }

  /** Says for each claim that {@code task} left without evidence why there is none. */
  private void fill(Task task, String reason, boolean infra) {
    Mutant mutant = task.mutant();
    String id = mutant == null ? null : mutant.id();
    for (Subject subject : subjects) {
      for (Claim claim : subject.claims()) {
        if (concerns(task, subject, claim) && !has(task, claim, id)) {
          Evidence.Builder builder =
              Evidence.of(task.module().layer(), "process", claim.id()).tool("lockproof", "");
          Evidence empty = infra ? builder.infra(reason) : builder.inconclusive(reason);
          take(empty.in(id, null), false);
        }
      }
    }
  }

  private static boolean concerns(Task task, Subject subject, Claim claim) {
    String layer = task.module().layer().id();
    return task.subjects().contains(subject.id())
        && (task.claims().isEmpty() || task.claims().contains(claim.id()))
        && !claim.notApplicable().containsKey(layer)
        && !subject.notApplicable().containsKey(layer);
  }

  private boolean has(Task task, Claim claim, @Nullable String mutant) {
    return evidence.stream()
        .anyMatch(
            e ->
                e.layer() == task.module().layer()
                    && e.claim().equals(claim.id())
                    && java.util.Objects.equals(e.mutant(), mutant));
  }
}
