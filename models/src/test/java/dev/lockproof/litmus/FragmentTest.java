// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Budget;
import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Journal;
import dev.lockproof.journal.LayerRun;
import dev.lockproof.journal.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of the fragments of every subject share: a subclass names its subject. */
abstract class FragmentTest {
  private final String subject;

  FragmentTest(String subject) {
    this.subject = subject;
  }

  /** The layer passes every fragment of the subject, and finds what it wants to be possible. */
  @Test
  void everyFragmentHolds(@TempDir Path folder) throws IOException {
    Path journal = folder.resolve("journal.ndjson");
    LitmusLayer.run(
        LayerRun.parse(
            "--budget",
            Budget.current().id(),
            "--journal",
            "" + journal,
            "--work",
            "" + folder.resolve("work"),
            "--mutant",
            "none", // modes are weakened in tests of their own
            "--subject",
            subject));
    List<Evidence> evidence =
        new Journal(journal)
            .read(0).stream().map(line -> Objects.requireNonNull(line.evidence())).toList();
    assertThat(evidence).isNotEmpty();
    assertThat(evidence).extracting(Evidence::verdict).containsOnly(Verdict.PASS);
  }

  /**
   * Returns the answer to the subject's fragment {@code name} when {@code weaker} stands at {@code
   * site}.
   */
  Answer weakened(String name, String site, String weaker) throws IOException {
    Fragment fragment =
        Fragment.all().stream()
            .filter(any -> any.subject().equals(subject) && any.test().name().equals(name))
            .findFirst()
            .orElseThrow();
    Machine machine = new Machine(new Classes());
    Question question = new Question(fragment.test(), machine);
    assertThat(machine.sites()).containsKey(site);
    return question.with(site, Access.of(weaker).orElseThrow());
  }
}
