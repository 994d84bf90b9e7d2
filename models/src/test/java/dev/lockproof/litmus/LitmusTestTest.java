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
import org.junit.jupiter.params.provider.CsvSource;
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

  /** What is no test is refused, with the line where it goes wrong. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          C MP {}                                                  | 1: a litmus test begins with
          Java a { x = 0; } Thread1 { } exists (x = 0)             | 1: threads are numbered from 0
          Java a_{ } Thread0 {_ int r 0; } exists (x = 0)          | 3: expected ';' and not '0'
          Java a { } Thread0 {_x.set(1)_} exists (x = 0)           | 3: expected ';' and not '}'
          Java a { } Thread0 { }_perhaps (x = 0)                   | 2: expected a thread, exists
          Java a { } Thread0 { } exists (x = 0)_y                  | 2: what is 'y' at the end
          Java a { } Thread0 {_#_} exists (x = 0)                  | 2: cannot read '#'
          Java a { } Thread0 {_int r = 1; }__exists (0:q = 1)      | 4: there is no register 0:q
          Java a { } Thread0 { }_exists (1:r = 1)                  | 2: there is no register 1:r
          Java a_Loops=many_{ } Thread0 { } exists (x = 0)         | 1: Loops is a small number
          Java a { } Thread0 { x.set(12345678901); } exists (x=0)  | 1: expected a number
          Java a { } Thread0 {_                                    | 1: expected a name
          """)
  void malformedTestsAreRefused(String text, String message) {
    assertThatThrownBy(() -> LitmusTest.parse(text.replace('_', '\n')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("line " + message);
  }

  /** What cannot be computed is said, and is no verdict. */
  @ParameterizedTest
  @ValueSource(strings = {"int r = y + 1;", "x.set();", "x.get(1);", "jump();", "x.leap();"})
  void nonsenseIsRefused(String statement) {
    String text = "Java a { x = 0; y = z; } Thread0 { " + statement + " } exists (x = 0)";
    assertThatThrownBy(() -> outcomes(text)).isInstanceOf(IllegalArgumentException.class);
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
    assertThat(Litmus.run(List.of("--svg", "" + folder, "" + file), out, out)).isZero();
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("0:r=0 1:r=0  (1)", "exists is true: 4 executions, which are all", "R y = 0");
    assertThat(Files.readString(folder.resolve("sb.svg"))).contains("<svg", "R y = 0");
    Files.writeString(
        file, "Java sb\n" + threads.replace("V(", "Volatile(") + "exists (0:r=0 /\\ 1:r=0)");
    assertThat(Litmus.run(List.of("" + file), out, out)).isEqualTo(1);
  }

  /** What the command cannot do it says in a line, and goes on with the next file. */
  @Test
  void commandSaysWhatIsWrong(@TempDir Path folder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Path broken = Files.writeString(folder.resolve("broken.litmus"), "Java a\n{\n}\nnothing");
    Path good =
        Files.writeString(folder.resolve("good.litmus"), "Java good {} Thread0 {} exists (x = 0)");
    Path absent = folder.resolve("absent.litmus");
    assertThat(Litmus.run(List.of("" + broken, "" + absent, "" + good), out, out)).isEqualTo(2);
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("broken.litmus: line 4: expected a thread", "absent.litmus: cannot be read")
        .contains("Test good");
    for (List<String> usage : List.of(List.of("--sgv", "x"), List.<String>of(), List.of("--svg"))) {
      assertThat(Litmus.run(usage, out, out)).isEqualTo(2);
    }
    assertThat(Litmus.run(List.of("--help"), out, out)).isZero();
    assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("usage: lockproof litmus");
  }

  /** The text fits a terminal of 80 columns. */
  @Test
  void textFitsATerminal() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Path file = PublishedTest.FOLDER.resolve("../../specs/signal/BarePermit.litmus");
    assertThat(Litmus.run(List.of("" + file), out, out)).isZero();
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
  }
}
