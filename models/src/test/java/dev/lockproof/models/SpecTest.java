// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Budget;
import dev.lockproof.models.Finding.Met;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract of a specification: TLC makes of its models what its manifest says.
 *
 * <p>The tests have a few seconds for each subject, and so run only what is in the smallest budget.
 * The layer compares every model that it runs.
 */
abstract class SpecTest {
  @TempDir Path work;

  private final String folder;

  SpecTest(String folder) {
    this.folder = folder;
  }

  /** Every model of the smallest budget ends as the manifest says, to the last count. */
  @Test
  void modelsAreAsTheManifestSays() throws Exception {
    Spec spec = Spec.load(folder);
    try (ModelRun models = new ModelRun(work, Budget.current(), true)) {
      List<Finding> findings = models.run(spec, model -> Budget.SMOKE.covers(model.budget()));
      assertThat(findings).isNotEmpty();
      assertThat(findings).allSatisfy(f -> assertThat(f.met()).as(f.reason()).isEqualTo(Met.YES));
    }
  }
}
