// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/**
 * Runs what is compared in turns: one fork of each, then again.
 *
 * <p>A machine that is shared has slow minutes, and a round trip between two processors has slow
 * ways that last as long. With all forks of one implementation before those of the next, one of
 * them would get the slow minute.
 */
final class Rounds {
  private Rounds() {}

  /** Runs so many rounds, and returns what all of them measured, as one run of so many forks. */
  static Collection<RunResult> run(ChainedOptionsBuilder options, int rounds)
      throws RunnerException {
    Map<String, RunResult> all = new LinkedHashMap<>();
    for (int i = 0; i < rounds; i++) {
      for (RunResult one : new Runner(options.forks(1).build()).run()) {
        all.merge(one.getParams().id(), one, Rounds::both);
      }
    }
    return all.values();
  }

  private static RunResult both(RunResult before, RunResult after) {
    List<BenchmarkResult> forks = new ArrayList<>(before.getBenchmarkResults());
    forks.addAll(after.getBenchmarkResults());
    return new RunResult(before.getParams(), forks);
  }
}
