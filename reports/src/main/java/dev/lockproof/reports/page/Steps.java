// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports.page;

import static dev.lockproof.reports.page.Findings.text;
import static dev.lockproof.reports.page.Html.all;
import static dev.lockproof.reports.page.Html.attr;
import static dev.lockproof.reports.page.Html.tag;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A counterexample as a table of steps; where most stays the same, what changed stands out. */
final class Steps {
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
        steps.isEmpty() ? all() : table(steps),
        text.isBlank()
            ? all()
            : tag("details", tag("summary", "As the tool printed it"), tag("pre", text)));
  }

  private static Html table(JsonNode steps) {
    Set<String> columns = new LinkedHashSet<>();
    steps.forEach(step -> step.fieldNames().forEachRemaining(columns::add));
    List<Html> heads = new ArrayList<>(List.of(tag("th", attr("scope", "col"), "step")));
    columns.forEach(column -> heads.add(tag("th", attr("scope", "col"), column)));
    boolean telling = 2 * changes(steps, columns) < columns.size() * (steps.size() - 1);
    List<Html> rows = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      rows.add(row(steps, i, columns, telling));
    }
    return tag(
        "div.scroll",
        attr("tabindex", "0"),
        attr("role", "region"),
        attr("aria-label", "Steps of the counterexample"),
        tag("table.steps", tag("thead", tag("tr", heads)), tag("tbody", rows)));
  }

  private static int changes(JsonNode steps, Set<String> columns) {
    int changes = 0;
    for (int i = 1; i < steps.size(); i++) {
      for (String column : columns) {
        changes += changed(steps, i, column) ? 1 : 0;
      }
    }
    return changes;
  }

  private static boolean changed(JsonNode steps, int index, String column) {
    return index > 0 && !steps.path(index).path(column).equals(steps.path(index - 1).path(column));
  }

  private static Html row(JsonNode steps, int index, Set<String> columns, boolean telling) {
    List<Html> cells = new ArrayList<>();
    for (String column : columns) {
      JsonNode value = steps.path(index).path(column);
      String shown = value.isMissingNode() ? "" : Text.value(value);
      boolean mark = telling && changed(steps, index, column) && !shown.isEmpty();
      cells.add(tag("td", mark ? tag("b", shown) : shown));
    }
    return tag("tr", tag("th", attr("scope", "row"), String.valueOf(index + 1)), cells);
  }
}
