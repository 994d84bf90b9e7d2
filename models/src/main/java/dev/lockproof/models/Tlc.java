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
public final class Tlc {
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
  public Tlc(Path work, Duration limit) {
    this.work = work;
    this.limit = limit;
  }

  /** Puts all that a run needs into its folder. */
  public interface Filling {
    /** Fills {@code folder}. */
    void fill(Path folder) throws IOException;
  }

  /**
   * What a run left.
   *
   * @param text what TLC printed with {@code -tool}
   * @param ended whether it ended by itself
   */
  public record Output(String text, boolean ended, int exitCode, double seconds) {}

  /** Runs {@code model} of {@code spec} to its end or to the limit. */
  Exploration run(Spec spec, Model model) throws IOException, InterruptedException {
    String module = spec.manifest().moduleOf(model);
    List<String> jvm = Budget.QUICK.covers(model.budget()) ? SMALL : LARGE;
    List<String> coverage = model.expectsSuccess() ? List.of("-coverage", "600") : List.of();
    List<String> what = List.of("-workers", "" + model.workers(), "-config", model.path(), module);
    Filling files = folder -> spec.copy(model, folder);
    return read(run(model.check(), files, jvm, Stream.concat(coverage.stream(), what.stream())));
  }

  /**
   * Runs a small module that comes from elsewhere.
   *
   * @param module its name; its configuration has the same
   * @param all whether to go on where a property fails
   */
  public Output run(String module, Filling files, boolean all)
      throws IOException, InterruptedException {
    Stream<String> on = all ? Stream.of("-continue") : Stream.of();
    Stream<String> what = Stream.of("-workers", "1", "-config", module + ".cfg", module);
    return run(module, files, SMALL, Stream.concat(on, what));
  }

  /** Reads what came out of a run that ends at the first violation. */
  public Exploration read(Output output) {
    return output.ended()
        ? Exploration.parse(output.text(), output.exitCode(), output.seconds())
        : Exploration.stopped(limit, output.seconds());
  }

  private Output run(String check, Filling files, List<String> jvm, Stream<String> arguments)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(Files.createDirectories(work), check + "-");
    Path output = work.resolve(check + ".out").toAbsolutePath();
    try {
      files.fill(folder);
      Path temporary = Files.createDirectory(folder.resolve("tmp"));
      ProcessBuilder builder =
          new ProcessBuilder(command(jvm, temporary, arguments))
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
        String text = ended ? Files.readString(output, StandardCharsets.UTF_8) : "";
        return new Output(text, ended, ended ? process.exitValue() : 0, seconds);
      } finally {
        process.destroyForcibly().waitFor();
        Runtime.getRuntime().removeShutdownHook(reaper);
      }
    } finally {
      delete(folder);
    }
  }

  private static List<String> command(List<String> jvm, Path temporary, Stream<String> arguments) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> options =
        List.of("-Djava.io.tmpdir=" + temporary.toAbsolutePath(), "-cp", jar(), "tlc2.TLC");
    List<String> always = List.of("-metadir", "meta", "-fp", "0", "-lncheck", "final", "-tool");
    return Stream.of(Stream.of(java), jvm.stream(), options.stream(), always.stream(), arguments)
        .flatMap(part -> part)
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
