// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports.page;

import static dev.lockproof.reports.page.Findings.text;
import static dev.lockproof.reports.page.Html.attr;
import static dev.lockproof.reports.page.Html.tag;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The known bugs that the checks must reject: what was predicted, and what was seen. */
final class Mutants {
  private static final Map<String, String> OUTCOME = Map.of("kill", "killed", "miss", "survived");

  private final Findings findings;

  Mutants(Findings findings) {
    this.findings = findings;
  }

  static Html link(JsonNode mutant) {
    return tag("a", Html.href("mutant-" + text(mutant, "id")), tag("code", text(mutant, "id")));
  }

  Html render() {
    return tag(
        "section",
        Html.id("mutants"),
        tag("h2", "Mutants"),
        tag(
            "p",
            "Each mutant is a known bug, put into the algorithm on purpose. It counts as killed"
                + " only where the very claim that it breaks was seen violated. The predictions"
                + " were"
                + " committed before the first run."),
        findings.mutants().isEmpty() ? tag("p.none", "No mutant was run.") : overview(),
        tag("div.mutants", findings.mutants().stream().map(Mutants::mutant).toList()));
  }

  private Html overview() {
    List<String> layers = Findings.LAYERS.stream().filter(this::used).toList();
    List<Html> rows =
        findings.mutants().stream()
            .map(
                mutant ->
                    LayerTable.row(
                        link(mutant),
                        "breaks " + text(mutant, "breaks"),
                        layers.stream().map(layer -> cell(mutant, layer)).toList()))
            .toList();
    return LayerTable.table("Mutants by layers: seen, and predicted", "mutant", layers, rows);
  }

  private boolean used(String layer) {
    return findings.mutants().stream()
        .anyMatch(one -> one.path("predicted").has(layer) || one.path("observed").has(layer));
  }

  private static Html cell(JsonNode mutant, String layer) {
    String predicted = text(mutant.path("predicted"), layer);
    JsonNode observed = mutant.path("observed").path(layer);
    if (predicted.isEmpty() && observed.isMissingNode()) {
      return LayerTable.emptyCell(layer, "–");
    }
    Html seen = observed.isMissingNode() ? Mark.NOT_CHECKED.show("not run") : seen(mutant, layer);
    boolean asPredicted = OUTCOME.getOrDefault(predicted, "").equals(text(observed, "result"));
    return LayerTable.cell(layer, seen, asPredicted ? "as predicted" : "predicted " + predicted);
  }

  /** A predicted miss that came true is no alarm; every other survivor is one. */
  private static Html seen(JsonNode mutant, String layer) {
    String result = text(mutant.path("observed").path(layer), "result");
    boolean predictedMiss = text(mutant.path("predicted"), layer).equals("miss");
    return result.equals("survived") && predictedMiss
        ? Mark.MISSED.show()
        : Mark.ofResult(result).show();
  }

  private static Html mutant(JsonNode mutant) {
    Mark mark = Findings.markOfMutant(mutant);
    List<String> killers = Findings.killers(mutant);
    String killedIn = killers.isEmpty() ? "" : "; killed in " + String.join(", ", killers);
    List<Html> layers = new ArrayList<>();
    for (String layer : Findings.LAYERS) {
      if (mutant.path("observed").has(layer)) {
        layers.add(observed(mutant, layer, mutant.path("observed").path(layer)));
      }
    }
    return tag(
        "details.mutant",
        Html.id("mutant-" + text(mutant, "id")),
        mark == Mark.KILLED ? Html.NOTHING : attr("open", ""),
        tag(
            "summary",
            mark.show(),
            tag("code", text(mutant, "id")),
            tag("span.tool", "breaks " + text(mutant, "breaks") + killedIn),
            mark == Mark.KILLED ? prediction(mutant) : Html.NOTHING),
        tag("p", text(mutant, "text")),
        tag("p.about", "Source: " + text(mutant, "source")),
        Diff.render(text(mutant, "diff")),
        tag("ul.layers", layers),
        Steps.render(mutant.path("counterexample")),
        text(mutant, "command").isEmpty() ? Html.NOTHING : Claims.command(text(mutant, "command")));
  }

  /** A killed mutant may still have a verdict of its own: a prediction that did not come true. */
  private static Html prediction(JsonNode mutant) {
    return switch (Mark.of(mutant)) {
      case FAIL -> Mark.FAIL.show("not as predicted");
      case INCONCLUSIVE, INFRA -> Mark.INCONCLUSIVE.show("a prediction is open");
      default -> Html.NOTHING;
    };
  }

  private static Html observed(JsonNode mutant, String layer, JsonNode observed) {
    String blindSpot = text(mutant.path("blindSpots"), layer);
    String reason = text(observed, "reason");
    return tag(
        "li",
        seen(mutant, layer),
        " in ",
        tag("b", layer),
        " after " + Text.duration(observed.path("seconds").asDouble()),
        reason.isEmpty() ? "" : "; " + reason,
        blindSpot.isEmpty() ? "" : "; blind spot: " + blindSpot,
        Steps.render(observed.path("counterexample")));
  }
}
