// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import dev.lockproof.journal.Layer;
import java.util.Optional;

/**
 * Where each layer lives and how its process is started; in the order in which they run: those that
 * run alone come last.
 */
enum LayerModule {
  MODELS(Layer.MODEL, "models", "dev.lockproof.models.ModelLayer"),
  LITMUS(Layer.LITMUS, "models", "dev.lockproof.litmus.LitmusLayer"),
  LINCHECK(Layer.LINCHECK, "linearizability/lincheck", "dev.lockproof.lincheck.LincheckLayer"),
  SIMULATION(
      Layer.SIMULATION, "linearizability/simulation", "dev.lockproof.simulation.SimulationLayer"),
  CLUSTER(Layer.CLUSTER, "linearizability/cluster", "dev.lockproof.cluster.ClusterLayer"),
  STRESS(Layer.STRESS, "stress", "dev.lockproof.stress.StressLayer"),
  BENCHMARKS(Layer.BENCHMARK, "benchmarks", "dev.lockproof.benchmarks.BenchmarkLayer");

  private final Layer layer;
  private final String folder;
  private final String main;

  LayerModule(Layer layer, String folder, String main) {
    this.layer = layer;
    this.folder = folder;
    this.main = main;
  }

  /** Returns the module of {@code layer}, or empty while that layer does not exist. */
  static Optional<LayerModule> of(Layer layer) {
    for (LayerModule module : values()) {
      if (module.layer == layer) {
        return Optional.of(module);
      }
    }
    return Optional.empty();
  }

  Layer layer() {
    return layer;
  }

  /** Returns the folder of the Maven module, from the root. */
  String folder() {
    return folder;
  }

  String main() {
    return main;
  }

  /** Returns whether what it finds could depend on what else the machine does. */
  boolean isAlone() {
    return this == CLUSTER || this == STRESS || this == BENCHMARKS;
  }

  /** Returns whether its processes end before the optimizing compiler has paid for itself. */
  boolean isShortLived() {
    return this == MODELS || this == LINCHECK;
  }
}
