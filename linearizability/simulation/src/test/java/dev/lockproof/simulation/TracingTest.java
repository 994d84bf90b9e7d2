// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Budget;
import dev.lockproof.models.Spec;
import dev.lockproof.models.Tlc;
import dev.lockproof.traces.RunStep;
import dev.lockproof.traces.Variant;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real classes take the steps of their specifications. */
class TracingTest {
  @TempDir private Path work;

  private Tracing tracing(int runs, int mutated) throws Exception {
    var tlc = new Tlc(work, Budget.current().checkLimit());
    return new Tracing(Spec.load("redis-lease"), tlc, runs, mutated);
  }

  /**
   * TLC accepts all steps of all runs, which have every kind of step. Of their variants it rejects
   * all but those that nobody could tell from a run.
   */
  @Test
  void runsAreAcceptedAndVariantsAreNot() throws Exception {
    Tracing tracing = tracing(Budget.current().tracedRuns(), Budget.current().mutatedRuns());
    assertThat(tracing.refused()).isEmpty();
    assertThat(tracing.runs()).hasSizeGreaterThanOrEqualTo(Budget.current().tracedRuns());
    assertThat(tracing.taken()).doesNotContainValue(0);
    assertThat(tracing.untraced()).containsExactly("Expire", "Raise", "Read", "Write");
    assertThat(tracing.unexcused()).isEmpty();
    assertThat(tracing.rejected().keySet())
        .containsExactlyElementsOf(
            Arrays.stream(Variant.Kind.values()).map(Enum::name).sorted().toList());
    assertThat(tracing.rejected().get("VALUE")).isEqualTo(tracing.tried().get("VALUE"));
    assertThat(tracing.rejected().get("ANSWER")).isEqualTo(tracing.tried().get("ANSWER"));
  }

  /** One seed gives one trace. */
  @Test
  void tracesAreRepeatable() {
    Scenario scenario = Scenario.keepingAll(Scenario.Protocol.FENCED);
    List<RunStep> trace = Run.traced(scenario, new RandomSchedule(7), new Tally());
    assertThat(Run.traced(scenario, new RandomSchedule(7), new Tally())).isEqualTo(trace);
    assertThat(trace).hasSizeGreaterThan(10);
    assertThat(Collections.frequency(trace.stream().map(RunStep::label).toList(), "Grant"))
        .isPositive();
  }
}
