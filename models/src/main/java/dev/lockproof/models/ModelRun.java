// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.models;

import dev.lockproof.journal.Budget;
import dev.lockproof.models.Manifest.Model;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * Runs models, two at a time where there are two processors: one worker each, so that liveness is
 * sound and every run repeatable.
 */
final class ModelRun implements AutoCloseable {
  private final Tlc tlc;
  private final boolean exact;
  private final ExecutorService workers =
      Executors.newFixedThreadPool(Math.min(2, Runtime.getRuntime().availableProcessors()));

  /**
   * Prepares to run models.
   *
   * @param work for what TLC leaves behind
   * @param exact whether counts must be as the manifests say
   */
  ModelRun(Path work, Budget budget, boolean exact) {
    this.tlc = new Tlc(work, budget.checkLimit());
    this.exact = exact;
  }

  /** Starts to run the models of {@code spec} that are {@code wanted}. */
  Map<Model, Future<Finding>> start(Spec spec, Predicate<Model> wanted) {
    Map<Model, Future<Finding>> findings = new LinkedHashMap<>();
    for (Model model : spec.manifest().models()) {
      if (wanted.test(model)) {
        findings.put(model, workers.submit(() -> Finding.of(model, tlc.run(spec, model), exact)));
      }
    }
    return findings;
  }

  /** Runs the models of {@code spec} that are {@code wanted}. */
  List<Finding> run(Spec spec, Predicate<Model> wanted)
      throws ExecutionException, InterruptedException {
    List<Finding> findings = new java.util.ArrayList<>();
    for (Future<Finding> finding : start(spec, wanted).values()) {
      findings.add(finding.get());
    }
    return findings;
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
