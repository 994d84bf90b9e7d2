// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import dev.lockproof.journal.Layer;
import dev.lockproof.journal.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a run is limited to; empty sets limit nothing.
 *
 * @param originals whether the subjects themselves are checked
 * @param seeded whether their mutants are
 */
record Plan(
    Set<String> subjects,
    Set<String> claims,
    Set<Layer> layers,
    Set<String> mutants,
    boolean originals,
    boolean seeded) {

  /**
   * Returns the tasks in order: the originals layer by layer, then the mutants in the layers that
   * something is predicted of, first those that may run side by side; benchmarks last.
   *
   * @throws UsageException if the selection names what does not exist, or selects nothing
   */
  List<Task> tasks(List<Subject> known, List<Mutant> corpus) {
    check(known, corpus);
    List<String> chosen =
        known.stream().map(Subject::id).filter(id -> selects(subjects, id)).sorted().toList();
    List<Task> tasks = new ArrayList<>();
    List<Task> last = new ArrayList<>();
    for (LayerModule module : LayerModule.values()) {
      if (originals && selects(layers, module.layer())) {
        (module == LayerModule.BENCHMARKS ? last : tasks)
            .add(new Task(module, null, chosen, List.copyOf(claims)));
      }
    }
    for (boolean alone : List.of(false, true)) {
      for (Mutant mutant : corpus.stream().filter(this::selects).toList()) {
        for (LayerModule module : LayerModule.values()) {
          if (module.isAlone() == alone
              && mutant.predicted().containsKey(module.layer())
              && selects(layers, module.layer())) {
            tasks.add(new Task(module, mutant, List.of(mutant.of()), List.of(mutant.breaks())));
          }
        }
      }
    }
    tasks.addAll(last);
    if (tasks.isEmpty()) {
      throw new UsageException("nothing is selected");
    }
    return tasks;
  }

  /** Returns whether nothing is left out. */
  boolean isWhole() {
    return originals
        && seeded
        && subjects.isEmpty()
        && claims.isEmpty()
        && layers.isEmpty()
        && mutants.isEmpty();
  }

  /** Returns whether {@code mutant} takes part. */
  boolean selects(Mutant mutant) {
    return seeded
        && selects(mutants, mutant.id())
        && selects(subjects, mutant.of())
        && selects(claims, mutant.breaks());
  }

  private static <T> boolean selects(Set<T> selection, T value) {
    return selection.isEmpty() || selection.contains(value);
  }

  private void check(List<Subject> known, List<Mutant> corpus) {
    require("subject", subjects, known.stream().map(Subject::id).toList());
    require(
        "claim",
        claims,
        known.stream().flatMap(subject -> subject.claims().stream()).map(c -> c.id()).toList());
    require("mutant", mutants, corpus.stream().map(Mutant::id).toList());
  }

  private static void require(String what, Set<String> selection, List<String> known) {
    for (String id : selection) {
      if (!known.contains(id)) {
        throw new UsageException("no " + what + " is named '" + id + "'; there are " + known);
      }
    }
  }
}
