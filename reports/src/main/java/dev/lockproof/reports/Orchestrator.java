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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Carries out the tasks of a run, each in a process of its own, as many at a time as there are
 * processors.
 *
 * <p>Layers whose findings could depend on what else the machine does run alone, benchmarks above
 * all. What each task finds is in the journal the moment it is known; stopping a run at any point
 * loses at most the checks under way.
 */
final class Orchestrator {
  /** How many tasks run side by side at most. */
  static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private static final Duration POLL = Duration.ofMillis(100);

  private final Workspace workspace;
  private final Path folder;
  private final Budget budget;
  private final LongSupplier nanoTime;
  private final Progress progress;
  private final Journal journal;
  private final List<Subject> subjects;
  private final List<Evidence> evidence = new ArrayList<>();
  private final List<Benchmark> benchmarks = new ArrayList<>();
  private final MutantBuild builder;
  private final Map<String, Path> built = new HashMap<>();
  private final List<Running> running = new ArrayList<>();

  /** How many lines of the journal were taken. */
  private int read;

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
    builder = new MutantBuild(workspace);
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
    LongSupplier left = () -> cap.toNanos() - (nanoTime.getAsLong() - start);
    List<Journal.Line> earlier = journal.read(0);
    read = earlier.size();
    try {
      for (Task task : tasks) {
        while (!mayBegin(task)) {
          step(left);
        }
        begin(task, fresh ? List.of() : earlier, left);
      }
      while (!running.isEmpty()) {
        step(left);
      }
    } finally {
      running.forEach(one -> one.process().close());
    }
  }

  /** Returns whether {@code task} may run beside those that do. */
  private boolean mayBegin(Task task) {
    boolean room = running.size() < PROCESSORS;
    boolean shared = !task.module().isAlone();
    return running.isEmpty()
        || (room && shared && running.stream().noneMatch(one -> one.task().module().isAlone()));
  }

  private void begin(Task task, List<Journal.Line> earlier, LongSupplier left)
      throws IOException, InterruptedException {
    progress.begin(task.name(), Estimate.seconds(task, earlier));
    List<Path> classPath = new ArrayList<>(workspace.classPath(task.module()));
    Mutant mutant = task.mutant();
    if (mutant != null) {
      classPath.add(0, built.computeIfAbsent(mutant.id(), id -> builder.build(mutant)));
    }
    Jdk jdk = Jdk.current();
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
      if (complete) {
        reuse.undecided().forEach(found -> take(found, true));
      }
    }
    if (complete) {
      progress.end(task.name());
    } else if (left.getAsLong() <= 0) {
      fill(task, "the time cap was reached before this was run", false);
      progress.end(task.name());
    } else {
      start(new Launch(task, jdk, classPath, key, contents, nanoTime.getAsLong()), reused);
    }
  }

  private void start(Launch launch, Set<String> skipped) throws IOException {
    List<String> arguments =
        List.of("--budget", budget.id(), "--journal", "" + journalIn(folder), "--key", launch.key);
    Path work = folder.resolve(launch.task.name());
    var process =
        new LayerProcess(launch.task, launch.jdk, launch.classPath, work, arguments, skipped);
    running.add(new Running(launch, process, skipped));
  }

  /** Waits a moment, takes what has come in, and sees to what has ended or must end. */
  private void step(LongSupplier left) throws IOException, InterruptedException {
    running.get(0).process().await(POLL);
    progress.tick();
    boolean capped = left.getAsLong() <= 0;
    List<Running> over =
        running.stream().filter(one -> capped || !one.process().isAlive()).toList();
    poll();
    for (Running one : over) {
      end(one);
    }
  }

  private void end(Running one) throws IOException {
    boolean stopped = one.process().isAlive();
    double seconds = (nanoTime.getAsLong() - one.launch().start()) / 1e9;
    running.remove(one);
    one.process().close();
    Set<String> done = done(one.task());
    if (!stopped && one.process().wantsAnother() && !one.skipped().containsAll(done)) {
      start(one.launch(), done);
      return;
    }
    String trouble =
        stopped
            ? "stopped after %.0f s, by the time cap".formatted(seconds)
            : one.process().trouble();
    if (trouble != null) {
      fill(one.task(), trouble, !stopped);
    } else {
      journal.append(
          new Journal.Line(
              null, null, new Journal.Done(one.task().name(), one.launch().contents(), seconds)));
    }
    progress.end(one.task().name());
  }

  private void poll() throws IOException {
    for (Journal.Line line : journal.read(read)) {
      read++;
      Benchmark benchmark = line.benchmark();
      Evidence found = line.evidence();
      if (found != null) {
        take(found, false);
      } else if (benchmark != null) {
        benchmarks.add(benchmark);
      }
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
        if (concerns(task, subject, claim) && !has(task, claim)) {
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

  private boolean has(Task task, Claim claim) {
    return of(task).anyMatch(found -> found.claim().equals(claim.id()));
  }

  private Set<String> done(Task task) {
    return of(task).map(Evidence::id).collect(Collectors.toSet());
  }

  /** Returns what is known from {@code task}. */
  private Stream<Evidence> of(Task task) {
    Mutant mutant = task.mutant();
    String id = mutant == null ? null : mutant.id();
    return evidence.stream()
        .filter(found -> found.layer() == task.module().layer())
        .filter(found -> Objects.equals(found.mutant(), id));
  }

  /**
   * What a process of a task is started with.
   *
   * @param contents the hash of all that it could read
   * @param start when the first one began, in nanoseconds
   */
  private record Launch(
      Task task, Jdk jdk, List<Path> classPath, String key, String contents, long start) {}

  /**
   * A task under way.
   *
   * @param skipped the evidence that its process may leave out
   */
  private record Running(Launch launch, LayerProcess process, Set<String> skipped) {
    Task task() {
      return launch.task();
    }
  }
}
