// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.models;

import dev.lockproof.journal.Budget;
import dev.lockproof.models.Manifest.Model;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs TLC on one model: one JVM with a folder, a metadir and a temporary folder of its own.
 *
 * <p>The exit code alone says little, and the default metadir is shared by all runs that start in
 * the same second: hence this class. Small models take a second, most of which is starting up; they
 * skip the optimizing compiler.
 */
final class Tlc {
  private static final List<String> LARGE = List.of("-XX:+UseSerialGC");
  private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final Path work;
  private final Duration limit;

  /**
   * Prepares to run models.
   *
   * @param work where each run gets a folder; what TLC printed is left there
   * @param limit how long one run may take
   */
  Tlc(Path work, Duration limit) {
    this.work = work;
    this.limit = limit;
  }

  /** Runs {@code model} of {@code spec} to its end or to the limit. */
  Exploration run(Spec spec, Model model) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(Files.createDirectories(work), model.check() + "-");
    Path output = work.resolve(model.check() + ".out").toAbsolutePath();
    try {
      spec.copy(model, folder);
      Path temporary = Files.createDirectory(folder.resolve("tmp"));
      ProcessBuilder builder =
          new ProcessBuilder(command(spec.manifest().moduleOf(model), model, temporary))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      long start = System.nanoTime();
      Process process = builder.start();
      Thread reaper = new Thread(process::destroyForcibly, "tlc-reaper");
      Runtime.getRuntime().addShutdownHook(reaper);
      try {
        process.getOutputStream().close();
        boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!ended) {
          return Exploration.stopped(limit, seconds);
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        return Exploration.parse(text, process.exitValue(), seconds);
      } finally {
        process.destroyForcibly().waitFor();
        Runtime.getRuntime().removeShutdownHook(reaper);
      }
    } finally {
      delete(folder);
    }
  }

  private static List<String> command(String module, Model model, Path temporary) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> options =
        List.of("-Djava.io.tmpdir=" + temporary.toAbsolutePath(), "-cp", jar(), "tlc2.TLC");
    List<String> always = List.of("-metadir", "meta", "-fp", "0", "-lncheck", "final", "-tool");
    List<String> coverage = model.expectsSuccess() ? List.of("-coverage", "600") : List.of();
    List<String> what = List.of("-workers", "" + model.workers(), "-config", model.path(), module);
    List<String> jvm = Budget.QUICK.covers(model.budget()) ? SMALL : LARGE;
    return Stream.of(List.of(java), jvm, options, always, coverage, what)
        .flatMap(List::stream)
        .toList();
  }

  private static String jar() {
    try {
      return Path.of(tlc2.TLC.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
