// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports.page;

import static dev.lockproof.reports.page.Findings.LAYERS;
import static dev.lockproof.reports.page.Findings.text;
import static dev.lockproof.reports.page.Html.all;
import static dev.lockproof.reports.page.Html.attr;
import static dev.lockproof.reports.page.Html.tag;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Claims by layers, one table per subject: the verdict and its strength in each cell. */
final class Matrix {
  private static final Map<String, String> QUESTIONS =
      Map.of(
          "model", "TLA+: can the design go wrong, does it always make progress?",
          "litmus", "is each access mode of the Java code strong enough, and needed?",
          "stress", "jcstress: does this JVM on this processor ever show a forbidden outcome?",
          "lincheck", "does every explored interleaving of the real class match its specification?",
          "simulation", "the real protocol class under virtual time, network, clocks and crashes",
          "cluster", "real servers, paused and cut off; the recorded histories are judged",
          "benchmark", "JMH: what does it cost, beside what people would pick instead?");

  private final Findings findings;

  Matrix(Findings findings) {
    this.findings = findings;
  }

  Html render() {
    return tag(
        "section",
        Html.id("claims"),
        tag("h2", "Claims by layers"),
        findings.subjects().stream().map(this::subject).toList(),
        legend());
  }

  private Html subject(JsonNode subject) {
    List<String> notes = new ArrayList<>();
    List<Html> rows = findings.claims(subject).stream().map(claim -> row(claim, notes)).toList();
    return all(
        tag("h3", text(subject, "id")),
        tag(
            "p.about",
            tag("code", text(subject, "class")),
            ", " + text(subject, "family") + ", from ",
            tag("code", text(subject, "jar"))),
        LayerTable.table(
            "Claims of " + text(subject, "id") + " and what each layer found",
            "claim",
            LAYERS,
            rows),
        notes.isEmpty()
            ? Html.NOTHING
            : tag("ol.notes", notes.stream().map(n -> tag("li", n)).toList()));
  }

  private Html row(JsonNode claim, List<String> notes) {
    String note =
        Findings.expectsViolation(claim)
            ? "a violation is expected: breaks " + text(claim, "breaks")
            : text(claim, "kind");
    return LayerTable.row(
        Claims.link(text(claim, "id")),
        note,
        LAYERS.stream().map(layer -> cell(claim, layer, notes)).toList());
  }

  private Html cell(JsonNode claim, String layer, List<String> notes) {
    List<JsonNode> evidence = findings.evidence(claim, layer);
    if (!evidence.isEmpty()) {
      Mark worst = Mark.worst(evidence.stream().map(Mark::of).toList());
      Html link = tag("a", Html.href(text(evidence.get(0), "id")), worst.show(claim));
      return LayerTable.cell(layer, link, strengths(evidence));
    }
    String reason = findings.notApplicable(claim, layer);
    if (reason.isEmpty()) {
      return LayerTable.emptyCell(layer, "no check yet");
    }
    if (!notes.contains(reason)) {
      notes.add(reason);
    }
    String note = String.valueOf(notes.indexOf(reason) + 1);
    return LayerTable.emptyCell(layer, attr("title", reason), "n/a", tag("sup", note));
  }

  private static String strengths(List<JsonNode> evidence) {
    String kinds =
        evidence.stream()
            .map(one -> text(one, "strength").replaceFirst("\\(.*", ""))
            .filter(kind -> !kind.isEmpty())
            .distinct()
            .collect(Collectors.joining(" + "));
    return evidence.size() == 1 ? kinds : kinds + ", " + evidence.size() + " checks";
  }

  private static Html legend() {
    List<Html> layers =
        LAYERS.stream()
            .map(layer -> entry(layer, Objects.requireNonNull(QUESTIONS.get(layer))))
            .toList();
    return tag(
        "details.legend",
        attr("open", ""),
        tag("summary", "How to read this"),
        tag(
            "dl",
            entry(Mark.PASS.show(), "nothing contrary was found"),
            entry(Mark.PASS.show("violated"), "as expected: an assumption is broken on purpose"),
            entry(Mark.FAIL.show(), "there is a counterexample, or an expected one is missing"),
            entry(Mark.INCONCLUSIVE.show(), "no verdict within the budget; never a pass"),
            entry(Mark.INFRA.show(), "trouble in the harness, not in the algorithm"),
            entry("exhaustive", "every case within the stated bounds, and nothing beyond"),
            entry("sampled", "some executions out of very many"),
            entry("n/a", "the layer cannot speak about the claim; the notes say why")),
        tag("dl", layers));
  }

  private static Html entry(Object term, Object meaning) {
    return tag("div", tag("dt", term), tag("dd", meaning));
  }
}
