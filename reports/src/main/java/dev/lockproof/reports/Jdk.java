// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A Java installation.
 *
 * @param home its folder
 * @param version its version, as its {@code release} file states it
 */
record Jdk(Path home, Runtime.Version version) {
  private static final int BASELINE = 17;

  /** Returns the one that runs this command. */
  static Jdk current() {
    return new Jdk(Path.of(System.getProperty("java.home")), Runtime.version());
  }

  /** Returns those that are installed in the usual places and recent enough, oldest first. */
  static List<Jdk> installed() {
    Path here = current().home();
    Stream<Path> named =
        System.getenv().entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("JAVA_HOME"))
            .map(Map.Entry::getValue)
            .map(Path::of);
    Stream<Path> usual =
        Stream.of(
                Objects.requireNonNullElse(here.getParent(), here),
                Path.of("/usr/lib/jvm"),
                Path.of(System.getProperty("user.home"), ".sdkman/candidates/java"),
                Path.of(System.getProperty("user.home"), ".jdks"))
            .flatMap(folder -> Workspace.list(folder).stream());
    return Stream.concat(Stream.of(here), Stream.concat(named, usual))
        .filter(home -> Files.isExecutable(home.resolve("bin/java")))
        .filter(home -> Files.exists(home.resolve("release")))
        .map(Jdk::real)
        .distinct()
        .map(home -> new Jdk(home, versionOf(home)))
        .filter(jdk -> jdk.version().feature() >= BASELINE)
        .sorted(Comparator.comparing(Jdk::version))
        .toList();
  }

  /**
   * Returns the JDK for {@code module}: jcstress needs half the time from 25 on, so the newest
   * there; elsewhere the current one.
   */
  static Jdk of(LayerModule module) {
    Predicate<Jdk> fast = jdk -> jdk.version().feature() >= 25;
    return module == LayerModule.STRESS
        ? installed().stream().filter(fast).reduce((a, b) -> b).orElseGet(Jdk::current)
        : current();
  }

  Path java() {
    return home.resolve("bin/java");
  }

  private static Path real(Path home) {
    try {
      return home.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Runtime.Version versionOf(Path home) {
    Properties release = new Properties();
    try (InputStream in = Files.newInputStream(home.resolve("release"))) {
      release.load(in);
      String version = release.getProperty("JAVA_VERSION", "\"0\"").replace("\"", "");
      return Runtime.Version.parse(version.replaceAll("[^0-9.].*", ""));
    } catch (IOException | IllegalArgumentException e) {
      return Runtime.Version.parse("1"); // unreadable, so too old to be chosen
    }
  }
}
