// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Starts the process of one task, waits for it, and leaves nothing of it behind. */
final class LayerProcess {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int LOG_TAIL = 15;

  private final Task task;
  private final Path log;
  private final ProcessBuilder builder;

  /**
   * Prepares the process.
   *
   * @param classPath what it sees, the mutant's folder first where there is one
   * @param arguments what {@code LayerRun} parses, without the selection
   */
  LayerProcess(Task task, Jdk jdk, List<Path> classPath, Path work, List<String> arguments)
      throws IOException {
    this.task = task;
    Files.createDirectories(work);
    log = work.resolve("log.txt");
    List<String> command = new ArrayList<>();
    command.add(jdk.java().toString());
    command.add("-XX:+EnableDynamicAgentLoading"); // Lincheck instruments what it runs
    if (task.module().isShortLived()) {
      command.add("-XX:TieredStopAtLevel=1"); // the optimizing compiler costs more than it saves
    }
    backends().forEach(command::add);
    command.add("-cp");
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(task.module().main());
    command.addAll(arguments);
    command.addAll(
        List.of("--work", work.toString(), "--parent", "" + ProcessHandle.current().pid()));
    builder = new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
  }

  /** Returns the settings that say which servers to use, as JVM options. */
  static List<String> backends() {
    return System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("backend."))
        .filter(name -> !System.getProperty(name).isBlank())
        .map(name -> "-D" + name + "=" + System.getProperty(name))
        .sorted()
        .toList();
  }

  /** Adds what the process may leave out and what it is limited to. */
  LayerProcess select(Set<String> skipped) {
    task.subjects().forEach(id -> option("--subject", id));
    task.claims().forEach(id -> option("--claim", id));
    skipped.stream().sorted().forEach(id -> option("--skip", id));
    Mutant mutant = task.mutant();
    if (mutant != null) {
      option("--mutant", mutant.id());
    }
    return this;
  }

  private void option(String name, String value) {
    builder.command().addAll(List.of(name, value));
  }

  /**
   * Runs it to its end or to {@code limit}.
   *
   * @param tick called several times a second meanwhile
   * @return why what it did not record is missing, or null when it came to its end
   */
  @Nullable String run(Duration limit, Runnable tick) throws IOException, InterruptedException {
    Process process = builder.start();
    Thread reaper = new Thread(() -> kill(process), "lockproof-reaper");
    Runtime.getRuntime().addShutdownHook(reaper);
    try {
      long start = System.nanoTime();
      process.getOutputStream().close();
      while (!process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        tick.run();
        if (System.nanoTime() - start > limit.toNanos()) {
          return "stopped after " + limit.toSeconds() + " s";
        }
      }
      int code = process.exitValue();
      return code == 0 ? null : "the layer process ended with code " + code + ":\n" + logTail();
    } finally {
      kill(process);
      Runtime.getRuntime().removeShutdownHook(reaper);
    }
  }

  /** Kills the layer, lets what watches over it clean up, then kills what is left of it. */
  private static void kill(Process process) {
    List<ProcessHandle> others = process.descendants().toList();
    process.destroyForcibly();
    CompletableFuture.allOf(
            others.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
        .completeOnTimeout(null, 1, TimeUnit.SECONDS)
        .join();
    others.forEach(ProcessHandle::destroyForcibly);
  }

  private String logTail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(Objects.requireNonNull(log).toString(), e);
    }
  }
}
