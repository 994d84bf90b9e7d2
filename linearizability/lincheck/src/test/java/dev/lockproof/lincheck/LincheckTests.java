// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Lincheck tests of this module, found beside this class. */
final class LincheckTests {
  private static final String SUFFIX = "LincheckTest.class";

  private LincheckTests() {}

  /** Returns all tests, in order of their names. */
  static List<Class<? extends LincheckTest>> all() {
    URI home =
        URI.create(
            LincheckTests.class.getProtectionDomain().getCodeSource().getLocation().toString());
    Path path = Path.of(home);
    try {
      if (Files.isDirectory(path)) {
        return in(path);
      }
      try (var jar = FileSystems.newFileSystem(path)) {
        return in(jar.getPath("/"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + home, e);
    }
  }

  private static List<Class<? extends LincheckTest>> in(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(SUFFIX) && !name.endsWith("/" + SUFFIX))
          .sorted()
          .<Class<? extends LincheckTest>>map(LincheckTests::load)
          .toList();
    }
  }

  private static Class<? extends LincheckTest> load(String file) {
    String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
    try {
      return Class.forName(name).asSubclass(LincheckTest.class);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name + " was found and cannot be loaded", e);
    }
  }
}
