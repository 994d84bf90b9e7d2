// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Layer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** In which order a run does what. */
class PlanTest {
  private final Workspace workspace = Workspace.around(Checkout.ROOT);

  /** Originals come before mutants, and nothing comes after the benchmarks. */
  @Test
  void benchmarksAreLast() {
    List<Task> tasks = tasks(Set.of());
    assertThat(tasks.get(0).mutant()).isNull();
    assertThat(tasks.get(tasks.size() - 1).module()).isEqualTo(LayerModule.BENCHMARKS);
  }

  /** The mutants' tasks that may share the machine are together, before those that may not. */
  @Test
  void mutantsThatShareTheMachineAreTogether() {
    assertThat(tasks(Set.of()).stream().filter(task -> task.mutant() != null))
        .extracting(task -> task.module().isAlone())
        .isSorted();
  }

  /** A mutant is tried in exactly the layers that something is predicted of. */
  @Test
  void aMutantIsTriedWhereSomethingIsPredicted() {
    assertThat(tasks(Set.of("ClhPlainUnlock")))
        .extracting(task -> task.module().layer())
        .containsExactly(Layer.LITMUS, Layer.LINCHECK, Layer.STRESS);
  }

  private List<Task> tasks(Set<String> mutants) {
    return new Plan(Set.of(), Set.of(), Set.of(), mutants, mutants.isEmpty(), true)
        .tasks(workspace.subjects(), Mutant.readAll(workspace.mutants()));
  }
}
