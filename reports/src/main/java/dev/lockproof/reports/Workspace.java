// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import dev.lockproof.journal.Journal;
import dev.lockproof.journal.Subject;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A checkout and what was built in it. */
final class Workspace {
  private final Path root;

  Workspace(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /**
   * Returns the checkout around {@code start}.
   *
   * @throws UsageException if no folder from there upwards is one
   */
  static Workspace around(Path start) {
    for (Path dir = start.toAbsolutePath(); dir != null; dir = dir.getParent()) {
      if (Files.isDirectory(dir.resolve("algorithms/mutants"))) {
        return new Workspace(dir);
      }
    }
    throw new UsageException("there is no checkout of Lockproof around " + start.toAbsolutePath());
  }

  Path root() {
    return root;
  }

  /** Returns the folder for everything that a run leaves. */
  Path target() {
    return root.resolve("reports/target");
  }

  /** Returns the folder of the patches. */
  Path mutants() {
    return root.resolve("algorithms/mutants");
  }

  /**
   * Returns the class path of {@code module}: its own classes and tests, then what it depends on.
   *
   * @throws UsageException if the module was not built
   */
  List<Path> classPath(LayerModule module) {
    Path target = root.resolve(module.folder()).resolve("target");
    Path dependencies = target.resolve("layer.classpath");
    if (!Files.exists(dependencies)) {
      throw new UsageException(
          root.relativize(dependencies) + " is missing: build first, with mvn -DskipTests verify");
    }
    List<Path> classPath = new ArrayList<>();
    classPath.add(target.resolve("test-classes"));
    classPath.add(target.resolve("classes"));
    for (String entry : read(dependencies).strip().split(File.pathSeparator, -1)) {
      classPath.add(Path.of(entry));
    }
    classPath.removeIf(entry -> !Files.exists(entry));
    return classPath;
  }

  /** Returns every subject that an algorithm module makes claims for, by id. */
  List<Subject> subjects() {
    List<Subject> subjects = new ArrayList<>();
    for (Path module : list(root.resolve("algorithms"))) {
      for (Path file : list(module.resolve("src/main/resources").resolve(Subject.FOLDER))) {
        if (file.toString().endsWith(".json")) {
          subjects.add(subject(file));
        }
      }
    }
    subjects.sort(Comparator.comparing(Subject::id));
    return subjects;
  }

  /** Returns the name of the jar that ships {@code subject}. */
  String jarOf(Subject subject) {
    String source = "src/main/java/" + subject.type().replace('.', '/') + ".java";
    return list(root.resolve("algorithms")).stream()
        .filter(module -> Files.exists(module.resolve(source)))
        .map(module -> "lockproof-" + module.getFileName())
        .findFirst()
        .orElseThrow(() -> new UsageException("no module has " + source));
  }

  private static Subject subject(Path file) {
    try {
      return Journal.JSON.readValue(file.toFile(), Subject.class);
    } catch (IOException e) {
      throw new UsageException(file + " is no claims file: " + e.getMessage());
    }
  }

  /** Returns the entries of {@code dir} by name; none if there is no such folder. */
  static List<Path> list(Path dir) {
    if (!Files.isDirectory(dir)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(dir)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes {@code folder}, if it is there, and all that is in it. */
  static void clear(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
