// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import dev.lockproof.journal.Budget;
import dev.lockproof.journal.Inputs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the result of a task depends on, as hashes. */
final class Fingerprint {
  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

  private Fingerprint() {}

  /**
   * Returns the part that is not the project's own: libraries, JDK, processor, servers asked for,
   * budget. The project's own part stands in each evidence as its inputs.
   */
  static String key(Jdk jdk, Budget budget, List<Path> classPath) {
    List<String> parts = new ArrayList<>();
    parts.add(budget.id());
    parts.add(jdk.version().toString());
    parts.add(System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    parts.add(Runtime.getRuntime().availableProcessors() + " x " + processor());
    parts.addAll(LayerProcess.backends());
    classPath.stream()
        .filter(entry -> !ours(entry))
        .map(entry -> "" + entry.getFileName())
        .forEach(parts::add);
    return hash(String.join("\n", parts));
  }

  /** Returns the hash of {@code key} and of every file of the project on {@code classPath}. */
  static String contents(String key, List<Path> classPath) {
    StringBuilder all = new StringBuilder(key);
    for (Path entry : classPath) {
      if (ours(entry)) {
        try (Stream<Path> files = Files.walk(entry)) {
          for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
            all.append('\n').append(entry.relativize(file)).append(' ');
            all.append(Inputs.sha256(Files.readAllBytes(file)));
          }
        } catch (IOException e) {
          throw new UncheckedIOException(entry.toString(), e);
        }
      }
    }
    return hash(all.toString());
  }

  private static boolean ours(Path entry) {
    return Files.isDirectory(entry) || entry.getFileName().toString().startsWith("lockproof-");
  }

  /** Returns the processor's name where the system tells it, else nothing. */
  static String processor() {
    try (Stream<String> lines = Files.lines(PROCESSOR)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("");
    } catch (IOException | UncheckedIOException e) {
      return ""; // not Linux
    }
  }

  private static String hash(String text) {
    return Inputs.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
