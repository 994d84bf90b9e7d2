// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports.page;

import static dev.lockproof.reports.page.Findings.text;
import static dev.lockproof.reports.page.Html.all;
import static dev.lockproof.reports.page.Html.attr;
import static dev.lockproof.reports.page.Html.tag;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The assumption lattice: what each claim needs of the world, and what happens without. */
final class Assumptions {
  private static final String LAYER = "simulation";

  /** What the simulator says of an assumption that none of its faults is about. */
  private static final String UNBREAKABLE = "no fault";

  private final Findings findings;

  Assumptions(Findings findings) {
    this.findings = findings;
  }

  Html render() {
    List<Html> rows = new ArrayList<>();
    for (JsonNode claim : findings.claims()) {
      for (JsonNode evidence : findings.evidence(claim, LAYER)) {
        evidence.path("parts").forEach(part -> rows.add(row(claim, evidence, part)));
      }
    }
    return tag(
        "section",
        Html.id("assumptions"),
        tag("h2", "Assumptions"),
        tag(
            "p",
            "What each claim assumes, broken on purpose in the simulator while all else is kept:"
                + " the smallest sets that make it break, and single assumptions that were broken"
                + " in vain. The models break one at a time, each as a claim of its own."),
        rows.isEmpty()
            ? tag("p.none", "No assumption was broken in this run.")
            : tag("table.lattice", tag("thead", tag("tr", heads())), tag("tbody", rows)));
  }

  private static List<Html> heads() {
    List<Html> heads = new ArrayList<>();
    for (String head : new String[] {"claim", "without", "what then happens", "in the model"}) {
      heads.add(tag("th", attr("scope", "col"), head));
    }
    return heads;
  }

  private Html row(JsonNode claim, JsonNode evidence, JsonNode part) {
    return tag(
        "tr",
        tag("th", attr("scope", "row"), link(claim)),
        tag("td", tag("code", text(part, "name"))),
        tag("td", happens(evidence, part)),
        tag("td", modelled(claim, text(part, "name"))));
  }

  private static Html happens(JsonNode evidence, JsonNode part) {
    JsonNode counterexample = part.path("weaker").path(0).path("counterexample");
    if (counterexample.isObject()) {
      String violated = text(counterexample, "violated");
      return tag("details", tag("summary", violated), Steps.render(counterexample));
    }
    if (text(part.path("weaker").path(0), "name").equals(UNBREAKABLE)) {
      return tag("span.none", "no fault of the simulator breaks it");
    }
    long schedules = evidence.path("bounds").path("schedules for one").asLong();
    String seen = "nothing was seen in " + Text.count(schedules, "schedule");
    return tag("span.none", seen + (isNeedless(evidence) ? ", whatever else was broken" : ""));
  }

  /** Whether the claim held without any of its assumptions. */
  private static boolean isNeedless(JsonNode evidence) {
    return evidence.path("explored").path("smallest sets").asLong(1) == 0;
  }

  /** The claims of the same subject that a model found violated without that assumption. */
  private Html modelled(JsonNode claim, String assumption) {
    List<Html> links = new ArrayList<>();
    for (JsonNode other : findings.claims()) {
      boolean isBroken =
          text(other, "subject").equals(text(claim, "subject"))
              && text(other, "breaks").equals(assumption)
              && findings.evidence(other, "model").stream()
                  .anyMatch(one -> Mark.of(one) == Mark.PASS);
      if (isBroken) {
        links.add(tag("div", "violated: ", link(other)));
      }
    }
    return links.isEmpty() ? tag("span.none", "not modelled") : all(links);
  }

  private static Html link(JsonNode claim) {
    return tag("a", Html.href("claim-" + text(claim, "id")), text(claim, "id"));
  }
}
