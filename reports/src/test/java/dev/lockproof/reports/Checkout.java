// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sources of this checkout, for tests that look at them. */
final class Checkout {
  static final Path ROOT = Workspace.around(Path.of("")).root();

  private static final Pattern MODULE = Pattern.compile("<module>(.*?)</module>");

  private Checkout() {}

  /** Returns all files that are written here, not generated, whose name ends in {@code suffix}. */
  static List<Path> sources(String suffix) {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(suffix))
          .filter(file -> isSource(ROOT.relativize(file)))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the folders of the Maven modules, from the root, in the order of the build. */
  static List<String> modules() {
    return MODULE
        .matcher(Workspace.read(ROOT.resolve("pom.xml")))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static boolean isSource(Path file) {
    for (Path part : file) {
      if (part.toString().equals("target") || part.toString().equals(".git")) {
        return false;
      }
    }
    return true;
  }
}
