// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockproof.journal.Journal;
import dev.lockproof.reports.page.ReportSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole command, from its arguments to its exit code, on real layer processes. */
class RunSmokeTest {
  @TempDir Path out;

  /** One subject passes in the model and in Lincheck, and a second run reuses all of it. */
  @Test
  void aSoundSubjectPasses() throws IOException {
    String[] selection = {
      "--originals", "--subject", "signal", "--layer", "model", "--layer", "lincheck"
    };
    assertThat(run(selection)).isEqualTo(Lockproof.OK);
    JsonNode report = report();
    assertThat(report.at("/run/budget").asText()).isEqualTo("smoke");
    assertThat(verdicts(report)).isNotEmpty().containsOnly("PASS");
    assertThat(Files.readString(out.resolve("partial/site/index.html"))).contains("signal.wakeup");
    int lines = new Journal(Orchestrator.journalIn(out.resolve("evidence"))).read(0).size();

    assertThat(run(selection)).isEqualTo(Lockproof.OK);
    assertThat(new Journal(Orchestrator.journalIn(out.resolve("evidence"))).read(0)).hasSize(lines);
    assertThat(verdicts(report())).isEqualTo(verdicts(report));
  }

  /** One mutant is killed, for the claim that it breaks, with a counterexample. */
  @Test
  void aMutantIsKilled() throws IOException {
    assertThat(run("--mutant", "ClhEarlyEntry", "--layer", "model", "--layer", "lincheck"))
        .isEqualTo(Lockproof.OK);
    JsonNode mutant = report().at("/mutants/0");
    for (String layer : List.of("model", "lincheck")) {
      assertThat(mutant.at("/observed/" + layer + "/result").asText()).isEqualTo("killed");
      assertThat(mutant.at("/observed/" + layer + "/claim").asText()).isEqualTo("clh.exclusion");
    }
    assertThat(mutant.at("/counterexample/violated").asText()).isNotEmpty();
  }

  /** An illegal history fails, and a legal one passes. */
  @Test
  void anIllegalHistoryFails() throws IOException {
    String first =
        """
        {"process":0,"type":"invoke","f":"acquire","key":"r","time":1}
        {"process":0,"type":"ok","f":"acquire","key":"r","time":2}
        """;
    String second =
        """
        {"process":1,"type":"invoke","f":"acquire","key":"r","time":3}
        {"process":1,"type":"ok","f":"acquire","key":"r","time":4}
        """;
    assertThat(check(first)).isEqualTo(Lockproof.OK);
    assertThat(check(first + second)).isEqualTo(Lockproof.FAIL);
  }

  /** A selection that names what does not exist is refused, with what there is. */
  @Test
  void anUnknownNameIsRefused() {
    assertThat(run("--subject", "clhh")).isEqualTo(Lockproof.USAGE);
    assertThat(run("--claim", "clh.speed")).isEqualTo(Lockproof.USAGE);
    assertThat(run("--layer", "magic")).isEqualTo(Lockproof.USAGE);
    assertThat(run("--mutant", "Nobody")).isEqualTo(Lockproof.USAGE);
    assertThat(Lockproof.execute("run", "--budget", "huge")).isEqualTo(Lockproof.USAGE);
  }

  /** Past the cap what is left is inconclusive: neither passed nor failed. */
  @Test
  void theCapLeavesTheRestInconclusive() throws IOException {
    assertThat(run("--originals", "--subject", "clh", "--layer", "model", "--cap", "0"))
        .isEqualTo(Lockproof.OK);
    assertThat(verdicts(report())).isNotEmpty().containsOnly("INCONCLUSIVE");
  }

  private int run(String... selection) {
    List<String> arguments =
        new ArrayList<>(List.of("run", "--budget", "smoke", "--out", out.toString()));
    arguments.addAll(List.of(selection));
    return Lockproof.execute(arguments.toArray(String[]::new));
  }

  private int check(String history) throws IOException {
    Path file = out.resolve("history.ndjson");
    Files.writeString(file, history, StandardCharsets.UTF_8);
    return Lockproof.execute("check", "--model", "mutex", file.toString());
  }

  /** The report of the last run, which keeps to its schema whatever the run was. */
  private JsonNode report() throws IOException {
    JsonNode report =
        Objects.requireNonNull(Journal.JSON.readTree(out.resolve("partial/report.json").toFile()));
    assertThat(ReportSchema.violations(report)).isEmpty();
    return report;
  }

  private static List<String> verdicts(JsonNode report) {
    return report.at("/evidence").findValuesAsText("verdict");
  }
}
