// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import dev.lockproof.journal.LayerRun;
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

/** The process of one task: is started once, watched, and leaves nothing behind. */
final class LayerProcess implements AutoCloseable {
  private static final int LOG_TAIL = 15;

  private final Task task;
  private final Path log;
  private final Path scratch;
  private final Process process;
  private final Thread reaper;

  /**
   * Starts the process.
   *
   * @param classPath what it sees, the mutant's folder first where there is one
   * @param arguments what {@code LayerRun} parses, without the selection
   * @param skipped the evidence that it may leave out
   */
  LayerProcess(
      Task task,
      Jdk jdk,
      List<Path> classPath,
      Path work,
      List<String> arguments,
      Set<String> skipped)
      throws IOException {
    this.task = task;
    Files.createDirectories(work);
    log = work.resolve("log.txt");
    scratch = work.resolve("tmp");
    Workspace.clear(scratch);
    Files.createDirectories(scratch);
    List<String> command = new ArrayList<>();
    command.add(jdk.java().toString());
    command.add("-XX:+EnableDynamicAgentLoading"); // Lincheck instruments what it runs
    if (task.module().isShortLived()) {
      command.add("-XX:TieredStopAtLevel=1"); // the optimizing compiler costs more than it saves
    }
    command.add("-Djava.io.tmpdir=" + scratch); // what a killed tool leaves is swept away with it
    backends().forEach(command::add);
    command.add("-cp");
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(task.module().main());
    command.addAll(arguments);
    command.addAll(
        List.of("--work", work.toString(), "--parent", "" + ProcessHandle.current().pid()));
    task.subjects().forEach(id -> command.addAll(List.of("--subject", id)));
    task.claims().forEach(id -> command.addAll(List.of("--claim", id)));
    skipped.stream().sorted().forEach(id -> command.addAll(List.of("--skip", id)));
    Mutant mutant = task.mutant();
    if (mutant != null) {
      command.addAll(List.of("--mutant", mutant.id()));
    }
    process =
        new ProcessBuilder(command)
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    reaper = new Thread(() -> kill(process), "lockproof-reaper");
    Runtime.getRuntime().addShutdownHook(reaper);
    process.getOutputStream().close();
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

  Task task() {
    return task;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until it ends, but no longer than {@code time}. */
  void await(Duration time) throws InterruptedException {
    var unused = process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Returns whether the ended process asks for another one to do the rest. */
  boolean wantsAnother() {
    return process.exitValue() == LayerRun.AGAIN;
  }

  /** Returns why what the ended process did not record is missing; null if it got to its end. */
  @Nullable String trouble() {
    int code = process.exitValue();
    return code == 0 ? null : "the layer process ended with code " + code + ":\n" + logTail();
  }

  /** Kills what is left of it, and removes its temporary files. */
  @Override
  public void close() {
    kill(process);
    Runtime.getRuntime().removeShutdownHook(reaper);
    try {
      Workspace.clear(scratch);
    } catch (IOException | UncheckedIOException e) {
      // Something killed is still there: what it leaves is removed before the next process.
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
