// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports.page;

import static dev.lockproof.reports.page.Html.attr;
import static dev.lockproof.reports.page.Html.tag;

import java.util.List;

/**
 * A table with a column for each layer.
 *
 * <p>On a narrow screen the style sheet sets its rows as blocks, in which each cell shows the name
 * of its layer. That would take away what a screen reader knows of a table, so the roles are
 * spelled out.
 */
final class LayerTable {
  private LayerTable() {}

  static Html table(String caption, String corner, List<String> layers, List<Html> rows) {
    return tag(
        "table.matrix",
        attr("role", "table"),
        tag("caption", caption),
        tag(
            "thead",
            attr("role", "rowgroup"),
            tag(
                "tr",
                attr("role", "row"),
                columnHead(corner),
                layers.stream().map(LayerTable::columnHead).toList())),
        tag("tbody", attr("role", "rowgroup"), rows));
  }

  private static Html columnHead(String name) {
    return tag("th", attr("role", "columnheader"), attr("scope", "col"), name);
  }

  static Html row(Html name, String note, List<Html> cells) {
    return tag(
        "tr",
        attr("role", "row"),
        tag("th", attr("role", "rowheader"), attr("scope", "row"), name, " ", tag("small", note)),
        cells);
  }

  static Html cell(String layer, Html content, String note) {
    return tag(
        "td",
        attr("role", "cell"),
        attr("data-layer", layer),
        content,
        note.isEmpty() ? Html.NOTHING : Html.all(" ", tag("small", note)));
  }

  /** A cell without a finding, which is set back. */
  static Html emptyCell(String layer, Object... parts) {
    return tag("td.none", attr("role", "cell"), attr("data-layer", layer), tag("span", parts));
  }
}
