// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.PatchFailedException;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Turns a mutant into a folder to be put first on a class path.
 *
 * <p>The hunks are applied to copies. They may have moved, but a patch whose context does not fit
 * to the letter is stale and an error. Java is compiled under its own class names; scripts,
 * specifications and sources, whose comments label the steps, keep their names as resources.
 * Nothing else changes, so that no check can know that it looks at a mutant.
 */
final class MutantBuild {
  private static final String JAVA = "src/main/java/";
  private static final String RESOURCES = "src/main/resources/";
  private static final String SPECS = "models/specs/";

  /** Where traces look for the labels of a source file's lines. */
  private static final String SOURCES = "sources/";

  private final Workspace workspace;

  MutantBuild(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * Builds {@code mutant} and returns its folder.
   *
   * @throws StalePatchException if the patch does not apply or what it makes does not compile
   */
  Path build(Mutant mutant) {
    Path folder = workspace.target().resolve("mutants").resolve(mutant.id());
    Path classes = folder.resolve("classes");
    try {
      Workspace.clear(folder); // an earlier version of the patch may have changed other files
      Files.createDirectories(classes);
      List<Path> java = new ArrayList<>();
      for (String part : mutant.diff().split("(?m)^(?=diff --git )", 0)) {
        String path = path(mutant, part);
        Path target = classes.resolve(resource(mutant, path));
        if (path.contains(JAVA)) {
          java.add(target);
        }
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        Files.write(target, apply(mutant, path, part));
      }
      compile(mutant, java, classes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot build mutant " + mutant.id(), e);
    }
    return classes;
  }

  private static String path(Mutant mutant, String part) {
    return part.lines()
        .filter(line -> line.startsWith("+++ b/"))
        .map(line -> line.substring(6).strip())
        .findFirst()
        .orElseThrow(() -> new StalePatchException(mutant, "a diff without a '+++ b/' line"));
  }

  private static String resource(Mutant mutant, String path) {
    int java = path.indexOf(JAVA);
    if (java >= 0) {
      return SOURCES + path.substring(java + JAVA.length());
    }
    if (path.startsWith(SPECS)) {
      return path.substring("models/".length());
    }
    int at = path.indexOf(RESOURCES);
    if (at < 0) {
      throw new StalePatchException(mutant, path + " is no source, no resource and no spec");
    }
    return path.substring(at + RESOURCES.length());
  }

  private List<String> apply(Mutant mutant, String path, String part) throws IOException {
    Path original = workspace.root().resolve(path);
    if (!Files.exists(original)) {
      throw new StalePatchException(mutant, path + " does not exist");
    }
    try {
      return UnifiedDiffUtils.parseUnifiedDiff(part.lines().toList())
          .applyFuzzy(Files.readAllLines(original), 0);
    } catch (PatchFailedException e) {
      throw new StalePatchException(mutant, path + ": " + e.getMessage());
    }
  }

  private void compile(Mutant mutant, List<Path> java, Path classes) throws IOException {
    if (java.isEmpty()) {
      return;
    }
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "no JDK");
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(java);
      List<String> options =
          List.of(
              "--release", "17", "-proc:none", "-nowarn", "-cp", classPath(), "-d", "" + classes);
      if (!compiler.getTask(messages, files, null, options, null, units).call()) {
        throw new StalePatchException(mutant, "it does not compile:\n" + messages);
      }
    }
  }

  /** Returns all that any layer sees, which is all that a subject may need to compile. */
  private String classPath() {
    Set<Path> all = new LinkedHashSet<>();
    Arrays.stream(LayerModule.values()).map(workspace::classPath).forEach(all::addAll);
    return all.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** A patch that no longer fits the code. */
  static final class StalePatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StalePatchException(Mutant mutant, String what) {
      super("stale patch " + mutant.id() + ".patch: " + what);
    }
  }
}
