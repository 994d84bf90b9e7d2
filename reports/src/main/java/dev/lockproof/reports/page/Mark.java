// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports.page;

import static dev.lockproof.reports.page.Html.all;
import static dev.lockproof.reports.page.Html.attr;
import static dev.lockproof.reports.page.Html.tag;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;

/** How a verdict is shown: by a sign and a word, so that nothing depends on colour; worst last. */
enum Mark {
  NOT_CHECKED("–", "not checked", "none"),
  KILLED("✓", "killed", "good"),
  PASS("✓", "passed", "good"),
  INFRA("!", "infra", "open"),
  INCONCLUSIVE("?", "inconclusive", "open"),
  MISSED("○", "survived", "none"),
  SURVIVED("✗", "survived", "bad"),
  FAIL("✗", "failed", "bad");

  private final String sign;
  private final String word;
  private final String tone;

  Mark(String sign, String word, String tone) {
    this.sign = sign;
    this.word = word;
    this.tone = tone;
  }

  static Mark of(JsonNode judged) {
    return valueOf(Findings.text(judged, "verdict"));
  }

  static Mark ofResult(String result) {
    return switch (result) {
      case "killed" -> KILLED;
      case "survived" -> SURVIVED;
      default -> INCONCLUSIVE;
    };
  }

  static Mark worst(Collection<Mark> marks) {
    return marks.stream().max(Mark::compareTo).orElse(NOT_CHECKED);
  }

  /** The mark of a claim: where a violation is expected, PASS reads "violated, as expected". */
  Html show(JsonNode claim) {
    if (!Findings.expectsViolation(claim)) {
      return show();
    }
    return switch (this) {
      case PASS -> show("violated, as expected");
      case FAIL -> show("no violation found");
      default -> show();
    };
  }

  Html show() {
    return show(word);
  }

  Html show(String words) {
    Html hidden = tag("span", attr("aria-hidden", "true"), sign + "\u00a0");
    return tag("span.mark." + tone, all(hidden, words));
  }
}
