// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports.page;

import static dev.lockproof.reports.page.Findings.text;
import static dev.lockproof.reports.page.Html.attr;
import static dev.lockproof.reports.page.Html.tag;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A counterexample as a table of steps. A change stands out in a column in which most stays the
 * same.
 */
final class Steps {
  private final JsonNode steps;
  private final Set<String> columns = new LinkedHashSet<>();

  private Steps(JsonNode steps) {
    this.steps = steps;
    steps.forEach(step -> step.fieldNames().forEachRemaining(columns::add));
  }

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
        steps.isEmpty() ? Html.NOTHING : new Steps(steps).table(),
        text.isBlank()
            ? Html.NOTHING
            : tag(
                "details",
                steps.isEmpty() ? attr("open", "") : Html.NOTHING,
                tag("summary", "As the tool printed it"),
                tag("pre", text)));
  }

  private Html table() {
    List<Html> heads = new ArrayList<>(List.of(tag("th", attr("scope", "col"), "step")));
    columns.forEach(column -> heads.add(tag("th", attr("scope", "col"), column)));
    List<Html> rows = IntStream.range(0, steps.size()).mapToObj(this::row).toList();
    return tag(
        "div.scroll",
        attr("tabindex", "0"),
        attr("role", "region"),
        attr("aria-label", "Steps of the counterexample"),
        tag("table.steps", tag("thead", tag("tr", heads)), tag("tbody", rows)));
  }

  private Html row(int step) {
    List<Html> cells = new ArrayList<>();
    for (String column : columns) {
      JsonNode value = steps.path(step).path(column);
      String shown = value.isMissingNode() ? "" : Text.value(value);
      cells.add(tag("td", standsOut(step, column) ? tag("b", shown) : shown));
    }
    return tag("tr", tag("th", attr("scope", "row"), String.valueOf(step + 1)), cells);
  }

  private boolean standsOut(int step, String column) {
    long changes = IntStream.range(0, steps.size()).filter(any -> changes(any, column)).count();
    return changes(step, column) && 2 * changes < steps.size();
  }

  private boolean changes(int step, String column) {
    return step > 0 && !steps.path(step).path(column).equals(steps.path(step - 1).path(column));
  }
}
