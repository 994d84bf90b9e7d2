// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Budget;
import dev.lockproof.models.Exploration.End;
import dev.lockproof.models.Finding.Met;
import dev.lockproof.models.Manifest.Model;
import dev.lockproof.models.Manifest.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever differs from the manifest is noticed, and for what it is. */
class FindingTest {
  private static final Model CHECK = model("success", null, 10, List.of("Spare"));
  private static final Model WITNESS = model("safety failure", "Never", null, List.of());

  private static Model model(
      String result, @Nullable String violated, @Nullable Integer states, List<String> untaken) {
    Long count = states == null ? null : Long.valueOf(states);
    return new Model(
        "MCx.cfg",
        "00:00:01",
        "exhaustive search",
        result,
        violated,
        count,
        count,
        count,
        1,
        violated == null ? Role.CHECK : Role.WITNESS,
        Budget.SMOKE,
        "Live",
        Map.of("Safe", List.of("x.safe"), "Live", List.of("x.live")),
        untaken);
  }

  private static Exploration completed(long states) {
    var taken = new TreeMap<>(Map.of("Step", 3L, "Spare", 0L));
    return new Exploration(
        End.COMPLETED, "1", null, List.of(), states, states, states, taken, "", 1);
  }

  private static Exploration violated(String property) {
    return new Exploration(End.VIOLATED, "1", property, List.of(), 1, 1, 1, new TreeMap<>(), "", 1);
  }

  /** A run is as the manifest says if all counts and the untaken actions are. */
  @Test
  void exactCounts() {
    assertThat(Finding.of(CHECK, completed(10), true).met()).isEqualTo(Met.YES);
    Finding wrong = Finding.of(CHECK, completed(11), true);
    assertThat(wrong.met()).isEqualTo(Met.TROUBLE);
    assertThat(wrong.reason())
        .contains("distinct states 11 instead of 10", "generated states 11", "depth 11");
    Model all = model("success", null, 10, List.of());
    assertThat(Finding.of(all, completed(10), true).reason()).contains("untaken actions [Spare]");
  }

  /** A mutant may have other counts. */
  @Test
  void mutantsHaveOtherCounts() {
    assertThat(Finding.of(CHECK, completed(11), false).met()).isEqualTo(Met.YES);
  }

  /** A violation breaks the claims of its property, and no others. */
  @Test
  void violationBreaksItsClaims() {
    Finding unsafe = Finding.of(CHECK, violated("Safe"), true);
    assertThat(unsafe.met()).isEqualTo(Met.BROKEN);
    assertThat(unsafe.breaks("x.safe")).isTrue();
    assertThat(unsafe.breaks("x.live")).isFalse();
    Finding stuck = Finding.of(CHECK, violated(Exploration.TEMPORAL), true);
    assertThat(stuck.breaks("x.live")).isTrue();
    assertThat(stuck.reason()).isEqualTo("Live is violated");
    Finding illTyped = Finding.of(CHECK, violated("TypeOK"), true);
    assertThat(illTyped.met()).isEqualTo(Met.BROKEN);
    assertThat(illTyped.breaks("x.safe")).isFalse();
  }

  /** A witness is found by the violation of its own property only. */
  @Test
  void witness() {
    assertThat(Finding.of(WITNESS, violated("Never"), true).met()).isEqualTo(Met.YES);
    assertThat(Finding.of(WITNESS, violated("TypeOK"), true).met()).isEqualTo(Met.TROUBLE);
    assertThat(Finding.of(WITNESS, completed(10), true).met()).isEqualTo(Met.MISSING);
  }

  /** A run that was stopped says nothing, not even about a witness. */
  @Test
  void stopped() {
    Exploration run = Exploration.stopped(Duration.ofSeconds(3), 3);
    assertThat(Finding.of(CHECK, run, true).met()).isEqualTo(Met.STOPPED);
    assertThat(Finding.of(WITNESS, run, true).reason()).isEqualTo("stopped after 3 s");
  }
}
