// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schema accepts a good report and rejects each of these bad ones. */
class ReportSchemaTest {
  @Test
  void schemaIsItselfValid() throws IOException {
    assertThat(ReportSchema.violationsOfItsOwn()).isEmpty();
  }

  @Test
  void acceptsTheSample() throws IOException {
    assertThat(ReportSchema.violations(Sample.report())).isEmpty();
    assertThat(ReportSchema.violations(Sample.emptyReport())).isEmpty();
  }

  static Stream<Arguments> badReports() {
    return Stream.of(
        bad("no run", report -> report.remove("run")),
        bad("another schema version", report -> report.put("schemaVersion", 2)),
        bad("a verdict of its own", report -> first(report, "evidence").put("verdict", "OK")),
        bad("an unknown layer", report -> first(report, "evidence").put("layer", "hope")),
        bad("a vague strength", report -> first(report, "evidence").put("strength", "strong")),
        bad("no reason", report -> first(report, "evidence").put("verdict", "INCONCLUSIVE")),
        bad("a claim without a subject", report -> first(report, "claims").put("id", "exclusion")),
        bad("a cut hash", report -> first(report, "evidence").putObject("inputs").put("a", "0f")),
        bad("an unknown prediction", report -> predicted(report).put("model", "maybe")),
        bad("a prediction for no layer", report -> predicted(report).put("luck", "kill")),
        bad(
            "a benchmark without scores",
            report -> first(report, "benchmarks").putArray("scores")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badReports")
  void rejects(String name, Consumer<ObjectNode> spoil) throws IOException {
    ObjectNode report = Sample.report();
    spoil.accept(report);

    assertThat(ReportSchema.violations(report)).as(name).isNotEmpty();
  }

  private static Arguments bad(String name, Consumer<ObjectNode> spoil) {
    return Arguments.of(name, spoil);
  }

  private static ObjectNode first(ObjectNode report, String list) {
    return (ObjectNode) report.path(list).path(0);
  }

  private static ObjectNode predicted(ObjectNode report) {
    return (ObjectNode) first(report, "mutants").path("predicted");
  }
}
