// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Litmus tests of the literature, in models/litmus/published, with the verdicts they state. */
class PublishedTest {
  static final Path FOLDER =
      Path.of(System.getProperty("lockproof.root", "..")).resolve("models/litmus/published");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  static Answer answer(Path file, Set<Axiom> axioms) throws IOException {
    LitmusTest test = LitmusTest.parse(Files.readString(file));
    return Answer.of(test, new Machine(new Classes()), axioms);
  }

  /** The model gives the verdict that the file states. */
  @ParameterizedTest
  @MethodSource("files")
  void verdictIsAsStated(Path file) throws IOException {
    assertThat(answer(file, EnumSet.allOf(Axiom.class)).holds()).as("%s", file).isTrue();
  }

  /** Without any one of the axioms some verdict is wrong: none is idle, and none goes unchecked. */
  @ParameterizedTest
  @EnumSource(Axiom.class)
  void everyAxiomIsNeeded(Axiom axiom) throws IOException {
    Set<Axiom> others = EnumSet.complementOf(EnumSet.of(axiom));
    boolean noticed = false;
    for (Path file : files()) {
      noticed |= !answer(file, others).holds();
    }
    assertThat(noticed).as("%s is caught", axiom).isTrue();
  }

  /** Three threads of six accesses each are decided within seconds, whatever their modes. */
  @Test
  void threeThreadsOfSixAccessesTakeSeconds() {
    for (String[] modes : new String[][] {{"Volatile", "Volatile"}, {"Release", "Acquire"}}) {
      StringBuilder text = new StringBuilder("Java big {}\n");
      String[] names = {"x", "y", "z"};
      for (int i = 0; i < 3; i++) {
        String a = names[i];
        String b = names[(i + 1) % 3];
        String c = names[(i + 2) % 3];
        text.append(
            String.format(
                "Thread%d { %s.setW(%d); %s.setW(%d); int a = %s.getR();"
                    + " %s.setW(%d); int b = %s.getR(); int c = %s.getR(); }\n",
                i, a, i + 1, b, i + 1, c, c, i + 1, a, b));
      }
      text.append("exists (0:a=0 /\\ 1:a=0 /\\ 2:a=0)\n");
      LitmusTest test =
          LitmusTest.parse(
              text.toString().replace("setW", "set" + modes[0]).replace("getR", "get" + modes[1]));
      Answer answer = Answer.of(test, new Machine(new Classes()), EnumSet.allOf(Axiom.class));
      assertThat(answer.counts().executions()).isGreaterThan(3_000);
      assertThat(answer.seconds()).isLessThan(30);
      assertThat(answer.holds()).isEqualTo(modes[0].equals("Release"));
    }
  }
}
