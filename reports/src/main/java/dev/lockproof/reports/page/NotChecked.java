// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports.page;

import static dev.lockproof.reports.page.Findings.text;
import static dev.lockproof.reports.page.Html.all;
import static dev.lockproof.reports.page.Html.tag;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What this run leaves open: claims, checks and mutants without a verdict, and missing layers. */
final class NotChecked {
  /** More than so many claims are counted, not named; the table of claims names them. */
  private static final int MANY = 5;

  private final Findings findings;

  NotChecked(Findings findings) {
    this.findings = findings;
  }

  Html render() {
    return tag(
        "section.open-points",
        Html.id("not-checked"),
        tag("h2", "What was not checked"),
        list("Claims that nothing supports yet", claims()),
        list("Checks without a verdict", checks()),
        list("Mutants that were not decided", mutants()),
        list("Layers that leave claims out", layers()),
        tag("p", samples()));
  }

  private static Html list(String title, List<Html> items) {
    return items.isEmpty()
        ? tag("p", tag("b", title + ": "), "none.")
        : all(tag("h3", title), tag("ul", items));
  }

  private List<Html> claims() {
    return findings.claims().stream()
        .filter(claim -> findings.mark(claim) == Mark.NOT_CHECKED)
        .map(claim -> tag("li", Claims.link(text(claim, "id")), " – ", text(claim, "text")))
        .toList();
  }

  private List<Html> checks() {
    return findings.evidence().stream()
        .filter(one -> Mark.of(one) == Mark.INCONCLUSIVE || Mark.of(one) == Mark.INFRA)
        .map(
            one ->
                tag(
                    "li",
                    Mark.of(one).show(),
                    " ",
                    tag("a", Html.href(text(one, "id")), tag("code", text(one, "id"))),
                    " – ",
                    text(one, "reason")))
        .toList();
  }

  private List<Html> mutants() {
    return findings.mutants().stream().flatMap(NotChecked::undecided).toList();
  }

  private static Stream<Html> undecided(JsonNode mutant) {
    return Findings.LAYERS.stream()
        .filter(layer -> !why(mutant, layer).isEmpty())
        .map(layer -> tag("li", Mutants.link(mutant), " in " + layer + " – " + why(mutant, layer)));
  }

  /** Why the layer decided nothing about the mutant; empty if it did or need not. */
  private static String why(JsonNode mutant, String layer) {
    JsonNode observed = mutant.path("observed").path(layer);
    if (observed.isMissingNode()) {
      String predicted = text(mutant.path("predicted"), layer);
      return predicted.isEmpty() ? "" : "did not run; predicted: " + predicted;
    }
    String reason = text(observed, "reason");
    return !text(observed, "result").equals("inconclusive")
        ? ""
        : reason.isEmpty() ? "no verdict within the budget" : reason;
  }

  private List<Html> layers() {
    List<Html> items = new ArrayList<>();
    for (String layer : Findings.LAYERS) {
      List<JsonNode> without =
          findings.claims().stream().filter(claim -> findings.lacks(claim, layer)).toList();
      if (!without.isEmpty()) {
        items.add(tag("li", tag("b", layer), " – ", claimsWithout(layer, without)));
      }
    }
    return items;
  }

  private Html claimsWithout(String layer, List<JsonNode> without) {
    if (without.size() > MANY) {
      int possible = findings.claims().size() - notApplicable(layer);
      return all("no check yet for " + without.size() + " of " + possible + " claims");
    }
    List<Html> links = new ArrayList<>();
    for (JsonNode claim : without) {
      links.add(all(links.isEmpty() ? "no check yet for " : ", ", Claims.link(text(claim, "id"))));
    }
    return all(links);
  }

  private int notApplicable(String layer) {
    return (int)
        findings.claims().stream()
            .filter(claim -> !findings.notApplicable(claim, layer).isEmpty())
            .count();
  }

  private String samples() {
    List<String> strengths =
        findings.evidence().stream()
            .filter(one -> Mark.of(one) == Mark.PASS)
            .map(one -> text(one, "strength"))
            .toList();
    long sampled = strengths.stream().filter(one -> one.startsWith("sampled")).count();
    return "Of "
        + Text.count(strengths.size(), "check")
        + " that passed, "
        + sampled
        + " only sampled the executions: such a check can miss what it looks for.";
  }
}
