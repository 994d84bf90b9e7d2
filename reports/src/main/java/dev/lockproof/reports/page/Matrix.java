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
        tag(
            "table.matrix",
            attr("role", "table"),
            tag("caption", "Claims of " + text(subject, "id") + " and what each layer found"),
            tag("thead", attr("role", "rowgroup"), heads()),
            tag("tbody", attr("role", "rowgroup"), rows)),
        notes.isEmpty() ? "" : tag("ol.notes", notes.stream().map(n -> tag("li", n)).toList()));
  }

  private static Html heads() {
    List<Html> heads = new ArrayList<>();
    heads.add(tag("th", attr("role", "columnheader"), attr("scope", "col"), "claim"));
    for (String layer : LAYERS) {
      heads.add(tag("th", attr("role", "columnheader"), attr("scope", "col"), layer));
    }
    return tag("tr", attr("role", "row"), heads);
  }

  private Html row(JsonNode claim, List<String> notes) {
    Html head =
        tag(
            "th",
            attr("role", "rowheader"),
            attr("scope", "row"),
            Claims.link(text(claim, "id")),
            " ",
            Findings.expectsViolation(claim)
                ? tag("small", "a violation is expected: breaks " + text(claim, "breaks"))
                : tag("small", text(claim, "kind")));
    List<Html> cells = LAYERS.stream().map(layer -> cell(claim, layer, notes)).toList();
    return tag("tr", attr("role", "row"), head, cells);
  }

  private Html cell(JsonNode claim, String layer, List<String> notes) {
    Object[] place = {attr("role", "cell"), attr("data-layer", layer)};
    List<JsonNode> evidence = findings.evidence(claim, layer);
    if (!evidence.isEmpty()) {
      Mark worst = Mark.worst(evidence.stream().map(Mark::of).toList());
      Html link = tag("a", Html.href(text(evidence.get(0), "id")), worst.show(claim));
      return tag("td", place[0], place[1], link, " ", tag("small", strengths(evidence)));
    }
    String reason = findings.notApplicable(claim, layer);
    if (reason.isEmpty()) {
      return tag("td.none", place[0], place[1], "no check yet");
    }
    if (!notes.contains(reason)) {
      notes.add(reason);
    }
    Html note = tag("sup", String.valueOf(notes.indexOf(reason) + 1));
    return tag("td.none", place[0], place[1], attr("title", reason), tag("span", "n/a", note));
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
    List<Html> layers = new ArrayList<>();
    for (String layer : LAYERS) {
      String question = QUESTIONS.getOrDefault(layer, "");
      layers.add(tag("div", tag("dt", layer), tag("dd", question)));
    }
    return tag(
        "details.legend",
        attr("open", ""),
        tag("summary", "How to read this"),
        tag(
            "dl",
            tag("div", tag("dt", Mark.PASS.show()), tag("dd", "looked for, and not found")),
            tag("div", tag("dt", Mark.FAIL.show()), tag("dd", "a counterexample exists")),
            tag(
                "div",
                tag("dt", Mark.INCONCLUSIVE.show()),
                tag("dd", "the budget ran out, or a witness was missing; never a pass")),
            tag("div", tag("dt", Mark.INFRA.show()), tag("dd", "the harness was in trouble")),
            tag(
                "div",
                tag("dt", "exhaustive"),
                tag("dd", "every case within the stated bounds, and nothing beyond them")),
            tag("div", tag("dt", "sampled"), tag("dd", "some executions out of very many"))),
        tag("dl", layers));
  }
}
