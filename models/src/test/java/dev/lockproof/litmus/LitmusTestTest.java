// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The format of tests, and the command that decides them. */
class LitmusTestTest {
  private static Map<String, Long> outcomes(String text) {
    LitmusTest test = LitmusTest.parse(text);
    return Answer.of(test, new Machine(new Classes()), EnumSet.allOf(Axiom.class)).outcomes();
  }

  /** Statements and operators compute as in Java. */
  @Test
  void statementsCompute() {
    String text =
        """
        Java sum
        Loops=2
        (* 1 + 2 *)
        { x = 2; y = null; }
        Thread0 {
          int s = 0;
          while (x.get() > 0) { s = s + x.get() * 1; x.set(x.get() - 1); }
          if (!(s == 3) | y.get() != 0) s = -1; else { s = s - 2 + 2; }
        }
        exists (0:s = 3 /\\ not (x = 1 \\/ x = 2))
        """;
    assertThat(outcomes(text)).containsExactly(Map.entry("0:s=3 x=0", 1L));
  }

  /** A thread that goes beyond the bound of its loops leaves no execution. */
  @Test
  void loopsAreBounded() {
    String text = "Java spin\nLoops=2\n{}\nThread0 { while (1) ; }\nexists (x = 0)";
    assertThat(outcomes(text)).isEmpty();
  }

  /** References are values: a reader follows one to the node that it was given. */
  @Test
  void referencesAreValues() {
    String text =
        """
        Java publish
        { 0:N = node; }
        Thread0 { N.value.set(7); tail.setRelease(N); }
        Thread1 { Node n = tail.getAcquire(); int v = -1; if (n != null) { v = n.value.get(); } }
        ~exists (1:v = 0)
        """;
    assertThat(outcomes(text)).containsOnlyKeys("1:v=-1", "1:v=7");
  }

  /** Whoever parks goes on after an unpark, before or after, or for no reason. */
  @Test
  void parkWaitsForUnpark() {
    String pair = "{}\nThread0 { unpark(Thread1); }\nThread1 { park(); }\n~exists (1:parked = 1)";
    assertThat(outcomes("Java pair\n" + pair)).containsOnlyKeys("1:parked=0");
    String alone = "Java alone\n{}\nThread0 { park(); }\nexists (0:parked = 1)";
    assertThat(outcomes(alone)).containsOnlyKeys("0:parked=0", "0:parked=1");
  }

  /** What is no test is refused, with the place where it goes wrong. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "C MP {}",
        "Java a { x = 0; } Thread1 { } exists (x = 0)",
        "Java a { } Thread0 { int r 0; } exists (x = 0)",
        "Java a { } Thread0 { x.set(1) } exists (x = 0)",
        "Java a { } Thread0 { } perhaps (x = 0)",
        "Java a { } Thread0 { } exists (x = 0) y",
        "Java a { } Thread0 { # } exists (x = 0)"
      })
  void malformedTestsAreRefused(String text) {
    assertThatThrownBy(() -> LitmusTest.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  /** The command prints outcomes and the deciding execution, and draws it. */
  @Test
  void commandDecides(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("sb.litmus");
    String threads =
        "{}\nThread0 { x.setV(1); int r = y.getV(); }\nThread1 { y.setV(1); int r = x.getV(); }\n";
    Files.writeString(
        file, "Java sb\n" + threads.replace("V(", "Opaque(") + "exists (0:r=0 /\\ 1:r=0)");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    assertThat(Litmus.run(List.of("--svg", "" + folder, "" + file), out)).isZero();
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("0:r=0 1:r=0  (1)", "exists ... is true", "R y = 0");
    assertThat(Files.readString(folder.resolve("sb.svg"))).contains("<svg", "R y = 0");
    Files.writeString(
        file, "Java sb\n" + threads.replace("V(", "Volatile(") + "exists (0:r=0 /\\ 1:r=0)");
    assertThat(Litmus.run(List.of("" + file), out)).isEqualTo(1);
    Files.writeString(file, "Java nothing");
    assertThat(Litmus.run(List.of("" + file), out)).isEqualTo(2);
  }
}
