// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What a formatter cannot say about the sources. */
class TidyTest {
  private static final String COPYRIGHT =
      "// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0";
  private static final int LINE = 100;
  private static final int FILE = 300;
  private static final int ALGORITHM = 250;
  private static final int METHOD = 70;
  private static final Pattern OFF =
      Pattern.compile(
          "@Disabled|@Ignore\\b|@EnabledIf|@EnabledOn|assumeTrue|assumeFalse|assumeThat");
  private static final Pattern LEFT_OVER = Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b");
  private static final Pattern WORD =
      Pattern.compile(".*(Manager|Helper|Util|Utils|Engine)\\.java");
  private static final Pattern STAR = Pattern.compile("^import (static )?[\\w.]+\\.\\*;");
  private static final Pattern SLEEP =
      Pattern.compile("Thread\\.sleep\\(|TimeUnit\\.\\w+\\.sleep\\(");

  /** Where to sleep is what is wanted: the pause of a poll, a delay that is injected. */
  private static final Set<String> SLEEPERS = Set.of("Backoff.java", "Pause.java");

  /**
   * Every Java file has its licence, no long line, no star import, no left-over, no skipped test.
   */
  @Test
  void javaFilesAreTidy() {
    List<String> untidy = new ArrayList<>();
    for (Path file : Checkout.sources(".java")) {
      List<String> lines = Workspace.read(file).lines().toList();
      BiConsumer<Integer, String> report =
          (line, what) -> untidy.add(Checkout.ROOT.relativize(file) + ":" + line + " " + what);
      if (!lines.get(0).equals(COPYRIGHT)) {
        report.accept(1, "has no copyright line");
      }
      if (lines.size() > most(file)) {
        report.accept(lines.size(), "is too long a file: one algorithm, one file, two screens");
      }
      if (WORD.matcher(file.toString()).matches()) {
        report.accept(1, "has a name that says nothing");
      }
      for (int i = 0; i < lines.size(); i++) {
        line(file, lines.get(i), i + 1, report);
      }
    }
    assertThat(untidy).isEmpty();
  }

  private static int most(Path file) {
    boolean isShort = file.toString().contains("algorithms");
    return isShort ? ALGORITHM : FILE;
  }

  private static void line(Path file, String line, int number, BiConsumer<Integer, String> report) {
    if (line.length() > LINE) {
      report.accept(number, "is longer than " + LINE + " characters");
    }
    if (STAR.matcher(line).find()) {
      report.accept(number, "imports with a star");
    }
    if (!file.endsWith("TidyTest.java")) {
      if (LEFT_OVER.matcher(line).find()) {
        report.accept(number, "is a left-over");
      }
      if (OFF.matcher(line).find()) {
        report.accept(number, "switches a test off");
      }
      if (SLEEP.matcher(line).find() && !SLEEPERS.contains("" + file.getFileName())) {
        report.accept(number, "sleeps: wait for what is awaited");
      }
    }
  }

  /** No method is longer than a screen. */
  @Test
  void methodsAreShort() throws IOException {
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    List<String> untidy = new ArrayList<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  null,
                  null,
                  files.getJavaFileObjectsFromPaths(Checkout.sources(".java")));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new MethodLengths(unit, positions, untidy).scan(unit, null);
      }
    }
    assertThat(untidy).isEmpty();
  }

  private static final class MethodLengths extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> untidy;

    MethodLengths(CompilationUnitTree unit, SourcePositions positions, List<String> untidy) {
      this.unit = unit;
      this.positions = positions;
      this.untidy = untidy;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      long length = line(positions.getEndPosition(unit, method)) - start(method) + 1;
      if (length > METHOD) {
        untidy.add(unit.getSourceFile().getName() + " " + method.getName() + ": " + length);
      }
      return super.visitMethod(method, null);
    }

    private long start(MethodTree method) {
      return line(positions.getStartPosition(unit, method));
    }

    private long line(long position) {
      return position < 0 ? 0 : unit.getLineMap().getLineNumber(position);
    }
  }
}
