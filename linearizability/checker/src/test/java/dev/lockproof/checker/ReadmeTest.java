// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page of the folder shows is so. */
class ReadmeTest {
  private static final Path README =
      Path.of(Objects.requireNonNull(System.getProperty("lockproof.root")))
          .resolve("linearizability/checker/README.md");

  @TempDir private Path directory;

  /** The example compiles, and finds its lock right. */
  @Test
  void example() throws Exception {
    String page = Files.readString(README);
    int start = page.indexOf("```java\n") + "```java\n".length();
    Path source = directory.resolve("Example.java");
    Files.writeString(source, page.substring(start, page.indexOf("```", start)));
    var err = new ByteArrayOutputStream();
    String[] arguments = {
      "-cp", System.getProperty("java.class.path"), "-d", directory.toString(), source.toString()
    };
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, err, arguments))
        .as(err.toString(UTF_8))
        .isZero();
    var out = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(out, true, UTF_8));
    try (var loader = new URLClassLoader(new java.net.URL[] {directory.toUri().toURL()})) {
      var main = loader.loadClass("Example").getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      main.invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(before);
    }
    assertThat(out.toString(UTF_8)).startsWith("PASS: ").contains("holds, one after the other");
  }

  /** Each model stands in the table. */
  @Test
  void models() throws Exception {
    String page = Files.readString(README);
    assertThat(Specification.ids()).allSatisfy(id -> assertThat(page).contains('`' + id + '`'));
  }
}
