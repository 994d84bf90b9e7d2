// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import dev.lockproof.journal.Journal;
import java.util.List;

/**
 * How much a task adds to the length of a run: what it took last time, or what such tasks usually
 * take, divided among the processors where tasks share them.
 */
final class Estimate {
  private Estimate() {}

  /** Returns the estimate for {@code task} in seconds. */
  static double seconds(Task task, List<Journal.Line> earlier) {
    double seconds = usual(task);
    for (Journal.Line line : earlier) {
      Journal.Done done = line.done();
      if (done != null && done.task().equals(task.name())) {
        seconds = done.seconds();
      }
    }
    return task.module().isAlone() ? seconds : seconds / Orchestrator.PROCESSORS;
  }

  /** Returns what was seen on two cores with budget quick. */
  private static double usual(Task task) {
    boolean mutant = task.mutant() != null;
    return switch (task.module()) {
      case MODELS -> mutant ? 3 : 12;
      case LITMUS -> mutant ? 3 : 15;
      case LINCHECK -> mutant ? 4 : 10;
      case SIMULATION -> mutant ? 3 : 25;
      case CLUSTER -> mutant ? 5 : 15;
      case STRESS -> mutant ? 15 : 60;
      case BENCHMARKS -> 70;
    };
  }
}
