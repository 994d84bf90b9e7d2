// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Budget;
import dev.lockproof.journal.Claim;
import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Journal;
import dev.lockproof.journal.Subject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layer processes that end in the midst of their work, in a checkout made for that. */
class OrchestratorTest {
  /** A layer whose check of the second claim hangs, which is the end of its process. */
  private static final String LAYER =
      """
      package dev.lockproof.lincheck;
      import dev.lockproof.journal.*;
      import java.util.List;
      public class LincheckLayer {
        public static void main(String[] args) {
          LayerRun run = LayerRun.parse(args);
          for (String claim : List.of("x.one", "x.two", "x.three")) {
            if (run.wants(Layer.LINCHECK, "Check", claim)) {
              Evidence.Builder evidence =
                  Evidence.of(Layer.LINCHECK, "Check", claim)
                      .inputs(Inputs.of(List.of("dev/lockproof/lincheck/LincheckLayer.class")));
              boolean hangs = claim.equals("x.two");
              run.record(hangs ? evidence.inconclusive("no end") : evidence.pass());
              if (hangs) {
                Runtime.getRuntime().halt(%s);
              }
            }
          }
        }
      }
      """;

  private static final List<Claim> CLAIMS =
      Stream.of("x.one", "x.two", "x.three")
          .map(id -> new Claim(id, "A sentence.", "safety", "holds", null, List.of(), Map.of()))
          .toList();

  @TempDir Path root;
  private Path target;

  @BeforeEach
  void makeCheckout() throws IOException {
    Files.createDirectories(root.resolve("algorithms/mutants"));
    target = root.resolve("linearizability/lincheck/target");
    Files.createDirectories(target.resolve("test-classes"));
    Files.writeString(target.resolve("layer.classpath"), System.getProperty("java.class.path"));
  }

  /** A check that nothing can stop costs its own claim a verdict, and no other. */
  @Test
  void aCheckThatHangsCostsNoOther() throws Exception {
    assertThat(run("LayerRun.AGAIN", true))
        .containsExactly("x.one PASS", "x.two INCONCLUSIVE", "x.three PASS");
  }

  /** Of a process that ends otherwise, what is missing is trouble of the harness. */
  @Test
  void aProcessThatDiesLeavesTrouble() throws Exception {
    assertThat(run("9", true)).containsExactly("x.one PASS", "x.two INCONCLUSIVE", "x.three INFRA");
  }

  /** What was inconclusive is tried again, even after a task that came to its end. */
  @Test
  void theInconclusiveIsTriedAgain() throws Exception {
    List<String> found = run("0", true);
    assertThat(found).containsExactly("x.one PASS", "x.two INCONCLUSIVE");
    assertThat(run("0", false)).isEqualTo(found);
    Path journal = Orchestrator.journalIn(root.resolve("evidence"));
    assertThat(
            new Journal(journal)
                .read(0).stream()
                    .flatMap(line -> Stream.ofNullable(line.evidence()))
                    .map(OrchestratorTest::line))
        .containsExactly("x.one PASS", "x.two INCONCLUSIVE", "x.two INCONCLUSIVE");
  }

  private List<String> run(String code, boolean fresh) throws Exception {
    compile(LAYER.formatted(code));
    var out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    var subject = new Subject("x", "x.X", "sample", List.of(), CLAIMS, Map.of());
    var orchestrator =
        new Orchestrator(
            new Workspace(root),
            root.resolve("evidence"),
            Budget.SMOKE,
            List.of(subject),
            System::nanoTime,
            new Progress(out, false, System::nanoTime, 1, 1));
    var task = new Task(LayerModule.LINCHECK, null, List.of("x"), List.of());
    orchestrator.run(List.of(task), fresh, Duration.ofMinutes(5));
    return orchestrator.evidence().stream().map(OrchestratorTest::line).toList();
  }

  private static String line(Evidence evidence) {
    return evidence.claim() + " " + evidence.verdict();
  }

  private void compile(String source) throws IOException {
    Path file = Files.writeString(root.resolve("LincheckLayer.java"), source);
    var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    var errors = new ByteArrayOutputStream();
    String classes = target.resolve("test-classes").toString();
    int code = compiler.run(null, errors, errors, "-d", classes, file.toString());
    assertThat(code).as(errors.toString(StandardCharsets.UTF_8)).isZero();
  }
}
