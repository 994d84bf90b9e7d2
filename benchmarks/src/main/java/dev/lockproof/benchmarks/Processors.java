// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The processors that this process may use, and how to bind threads to them, where Linux can. */
final class Processors {
  private static final String ALLOWED = "Cpus_allowed_list:";

  private Processors() {}

  /** Returns the processors to which threads can be bound; none without {@code taskset}. */
  static List<Integer> bindable() {
    try {
      taskset("--version");
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith(ALLOWED))
          .flatMap(line -> parse(line.substring(ALLOWED.length()).strip()))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Binds the calling thread, and those that it starts from now on, but no other of this JVM. */
  static void bindThisThread(int processor) throws IOException {
    Path thread = Files.readSymbolicLink(Path.of("/proc/thread-self"));
    taskset("-cp", Integer.toString(processor), thread.getFileName().toString());
  }

  /** Binds all threads of a process. */
  static void bindProcess(int processor, long processId) throws IOException {
    taskset("-acp", Integer.toString(processor), Long.toString(processId));
  }

  /** Returns the numbers of a list such as {@code 0-3,8}. */
  static Stream<Integer> parse(String list) {
    return Stream.of(list.split(","))
        .map(range -> range.split("-"))
        .flatMap(
            ends ->
                IntStream.rangeClosed(
                        Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                    .boxed());
  }

  private static void taskset(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("taskset"));
    Collections.addAll(command, arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(command.stream().collect(Collectors.joining(" ")) + ": " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while binding", e);
    }
  }
}
