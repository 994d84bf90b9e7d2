// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports.page;

import static dev.lockproof.reports.page.Findings.text;
import static dev.lockproof.reports.page.Html.attr;
import static dev.lockproof.reports.page.Html.tag;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockproof.journal.Counterexample;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A counterexample as a table of steps, its picture, and what the tool printed. */
final class Steps {
  private static final String NUMBER = "step";

  private Steps() {}

  /** The counterexample, or nothing if there is none. */
  static Html render(JsonNode counterexample) {
    if (!counterexample.isObject()) {
      return Html.NOTHING;
    }
    JsonNode steps = counterexample.path("steps");
    String text = text(counterexample, "text");
    return tag(
        "div.counterexample",
        tag("p", "Counterexample to ", tag("b", text(counterexample, "violated"))),
        steps.isEmpty() ? Html.NOTHING : table(steps),
        Picture.render(text(counterexample, "picture")),
        text.isBlank()
            ? Html.NOTHING
            : tag(
                "details",
                steps.isEmpty() ? attr("open", "") : Html.NOTHING,
                tag("summary", "As the tool printed it"),
                tag("pre", attr("tabindex", "0"), text)));
  }

  private static Html table(JsonNode steps) {
    Set<String> columns = new LinkedHashSet<>(Set.of(NUMBER));
    steps.forEach(step -> step.fieldNames().forEachRemaining(columns::add));
    List<Html> heads =
        columns.stream().map(column -> tag("th", attr("scope", "col"), column)).toList();
    List<Html> rows = new ArrayList<>();
    for (JsonNode step : steps) {
      rows.add(row(step, rows.size() + 1, columns));
    }
    return tag(
        "div.scroll",
        attr("tabindex", "0"),
        attr("role", "region"),
        attr("aria-label", "Steps of the counterexample"),
        tag("table.steps", tag("thead", tag("tr", heads)), tag("tbody", rows)));
  }

  /** One step; where the tool does not number the steps itself, {@code number} does. */
  private static Html row(JsonNode step, int number, Set<String> columns) {
    List<Html> cells = new ArrayList<>();
    for (String column : columns) {
      JsonNode value = step.path(column);
      String shown = value.isMissingNode() ? "" : Text.value(value);
      cells.add(
          column.equals(NUMBER)
              ? tag("th", attr("scope", "row"), shown.isEmpty() ? number : shown)
              : tag(column.equals(Counterexample.SENTENCE) ? "td.says" : "td", shown));
    }
    return tag("tr", cells);
  }
}
