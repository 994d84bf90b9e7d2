// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.traces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Budget;
import dev.lockproof.litmus.Classes;
import dev.lockproof.models.Exploration;
import dev.lockproof.models.Exploration.End;
import dev.lockproof.models.Spec;
import dev.lockproof.models.Tlc;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract between a lock's code and its specification: the one takes the steps of the other.
 */
abstract class TraceTest {
  @TempDir Path work;

  private final String folder;
  private final int traces;
  private final int transitions;

  /**
   * Names the folder of the specification.
   *
   * @param traces how many traces the code has
   * @param transitions how many steps the specification may take, from all its states together
   */
  TraceTest(String folder, int traces, int transitions) {
    this.folder = folder;
    this.traces = traces;
    this.transitions = transitions;
  }

  /** Every trace of the code is one of the specification, and every step of that is taken. */
  @Test
  void codeAndSpecificationTakeTheSameSteps() throws Exception {
    TraceCheck check =
        new TraceCheck(Spec.load(folder), new Tlc(work, Budget.current().checkLimit()));
    StepGraph code = check.code(new Classes());
    Exploration found = check.compare(code, true);
    assertThat(found.end()).as(found.reason() + found.trace()).isEqualTo(End.COMPLETED);
    assertThat(code.traces()).isEqualTo(traces);
    assertThat(found.generated() - 1).isEqualTo(transitions);
  }
}
