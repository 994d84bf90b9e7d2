// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Claim;
import dev.lockproof.journal.Layer;
import dev.lockproof.journal.Subject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Claims, and all that cites them. */
class ClaimsTest {
  private static final List<Subject> SUBJECTS = new Workspace(Checkout.ROOT).subjects();

  /** The vocabulary of assumptions: data, each broken on purpose somewhere. */
  private static final Set<String> ASSUMPTIONS =
      Set.of(
          "bounded-clock-rate",
          "pause-below-ttl",
          "durable-writes",
          "no-clock-jump",
          "fair-scheduling",
          "guard-raised",
          "guard-present",
          "host-not-suspended");

  /** Every claim is named after its subject and says what the format allows. */
  @Test
  void claimsAreWellFormed() {
    List<String> layers = Arrays.stream(Layer.values()).map(Layer::id).toList();
    for (Subject subject : SUBJECTS) {
      for (Claim claim : subject.claims()) {
        assertThat(claim.id()).matches(subject.id() + "\\.[a-z-]+");
        assertThat(claim.kind()).isIn("safety", "liveness", "order", "bound");
        assertThat(claim.expect()).isIn("holds", "violated");
        assertThat(claim.breaks() != null).as(claim.id()).isEqualTo(claim.expectsViolation());
        assertThat(claim.text()).as(claim.id()).endsWith(".");
        assertThat(ASSUMPTIONS).containsAll(claim.assumptions());
        assertThat(layers).containsAll(claim.notApplicable().keySet());
      }
      assertThat(layers).containsAll(subject.notApplicable().keySet());
    }
    assertThat(SUBJECTS).isNotEmpty();
  }

  /** What tests, specifications, benchmarks and patches cite exists, and every claim is cited. */
  @Test
  void noClaimIsAnOrphan() {
    Set<String> claimed =
        SUBJECTS.stream()
            .flatMap(subject -> subject.claims().stream())
            .map(Claim::id)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(cited()).isEqualTo(claimed);
  }

  private static Set<String> cited() {
    String subjects = SUBJECTS.stream().map(Subject::id).collect(Collectors.joining("|"));
    Pattern id = Pattern.compile("(?<=\"|Breaks: )(" + subjects + ")\\.[a-z-]+(?=\"|\n)");
    List<Path> sources = new ArrayList<>(Checkout.sources(".patch"));
    sources.addAll(Checkout.sources("manifest.json"));
    for (Path file : Checkout.sources(".java")) {
      boolean layer = file.startsWith(Checkout.ROOT.resolve("stress"));
      layer |= file.startsWith(Checkout.ROOT.resolve("benchmarks"));
      layer |= file.startsWith(Checkout.ROOT.resolve("linearizability"));
      if (layer || file.startsWith(Checkout.ROOT.resolve("algorithms"))) {
        sources.add(file);
      }
    }
    Set<String> cited = new TreeSet<>();
    for (Path source : sources) {
      for (Matcher match = id.matcher(Workspace.read(source)); match.find(); ) {
        cited.add(match.group());
      }
    }
    return cited;
  }
}
