// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker;

import dev.lockproof.checker.history.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Draws an explanation as one HTML page that needs nothing else: the processes over the events, the
 * operations that cannot be ordered, and the place of the others in a longest partial
 * linearization.
 */
public final class Picture {
  private static final int SHOWN = 40;
  private static final int ROW = 34;
  private static final int LEFT = 90;
  private static final int STEP = 14;
  private static final int LETTER = 7;
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><title>An illegal history</title><style>
      body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem}
      body,text{color:#1f2328;fill:#1f2328}svg{direction:ltr}
      figure{overflow-x:auto;margin:1rem 0;direction:rtl}
      text{font-size:12px}.ok{fill:#cfe3f7}.bad{fill:#f3b0a8}.line{stroke:#d0d7de}
      .order{font-weight:600}td,th{text-align:left;padding:.15rem .8rem .15rem 0}
      @media(prefers-color-scheme:dark){body{background:#14181d}body,text{color:#e6edf3;
      fill:#e6edf3}.ok{fill:#23466b}.bad{fill:#7d2f28}.line{stroke:#3d444d}}
      </style></head><body>
      """;

  private final Explanation explanation;
  private final List<Operation> shown;

  /** By position of an event: where it is drawn. */
  private final TreeMap<Integer, Integer> xs = new TreeMap<>();

  /** By process: its row. */
  private final Map<Integer, Integer> rows = new TreeMap<>();

  private Picture(Explanation explanation) {
    this.explanation = explanation;
    shown = shown(explanation);
    var completed = new TreeMap<Integer, Operation>();
    for (Operation operation : shown) {
      xs.put(operation.call(), 0);
      xs.put(operation.ret(), 0);
      completed.put(operation.ret(), operation);
      rows.put(operation.process(), 0);
    }
    rows.replaceAll((process, row) -> new ArrayList<>(rows.keySet()).indexOf(process));
    int x = LEFT;
    for (Map.Entry<Integer, Integer> column : xs.entrySet()) {
      Operation bar = completed.get(column.getKey());
      int needed = bar == null ? 0 : x(bar.call()) + LETTER * (label(bar).length() + 5);
      column.setValue(Math.max(x, needed));
      x = column.getValue() + STEP;
    }
  }

  private int x(int position) {
    return Objects.requireNonNull(xs.get(position));
  }

  private static String label(Operation operation) {
    String name = operation.describe();
    String key = operation.key();
    if (key == null) {
      return name;
    }
    int from = operation.f().length() + 1;
    String rest = name.substring(from + key.length());
    return name.substring(0, from) + rest.replaceFirst("^, ", "");
  }

  /** Returns the page. */
  public static String of(Explanation explanation) {
    return new Picture(explanation).page();
  }

  /** Returns the offending operations and those that were invoked last, in the order of calls. */
  private static List<Operation> shown(Explanation explanation) {
    Set<Operation> shown = new HashSet<>(explanation.verdict().offending());
    List<Operation> all = explanation.operations();
    for (int i = all.size() - 1; i >= 0 && shown.size() < SHOWN; i--) {
      shown.add(all.get(i));
    }
    return shown.stream().sorted(Comparator.comparingInt(Operation::call)).toList();
  }

  private String page() {
    var page = new StringBuilder(HEAD);
    page.append("<h1>An illegal history</h1><p>")
        .append(escape(explanation.verdict().explanation()));
    page.append(
        """
        .</p><p>In short: %s. Shown are %d of the %d operations on this key, those that cannot be \
        ordered in red. A number is the place of an operation in a longest legal order of some of \
        them: %d can be ordered.</p>
        """
            .formatted(
                explanation.extent(),
                shown.size(),
                explanation.operations().size(),
                explanation.order().size()));
    drawing(page);
    table(page);
    return page.append("</body></html>\n").toString();
  }

  private void drawing(StringBuilder page) {
    int width = xs.lastEntry().getValue() + STEP;
    int height = ROW * rows.size() + 10;
    page.append(
        "<figure><svg role=\"img\" width=\"%d\" height=\"%d\" aria-label=\"processes over time\">%n"
            .formatted(width, height));
    rows.forEach(
        (process, row) ->
            page.append(
                ("<text x=\"0\" y=\"%d\">process %d</text>"
                        + "<line class=\"line\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>%n")
                    .formatted(
                        ROW * row + 22, process, LEFT, width, ROW * (row + 1), ROW * (row + 1))));
    shown.forEach(operation -> bar(page, operation));
    page.append("</svg></figure>\n");
  }

  private void bar(StringBuilder page, Operation operation) {
    int x = x(operation.call());
    int end = x(operation.ret()) + STEP / 2;
    int y = ROW * rows.getOrDefault(operation.process(), 0) + 5;
    boolean offends = explanation.verdict().offending().contains(operation);
    int place = explanation.order().indexOf(operation) + 1;
    String title = escape(label(operation));
    page.append(
        String.format(
            Locale.ROOT,
            "<g><title>%s, line %d</title><rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" "
                + "height=\"24\" rx=\"4\"/><text x=\"%d\" y=\"%d\">%s%s</text></g>%n",
            title,
            operation.line(),
            offends ? "bad" : "ok",
            x,
            y,
            end - x,
            x + 5,
            y + 16,
            place == 0 ? "" : "<tspan class=\"order\">" + place + "</tspan> ",
            title));
  }

  private void table(StringBuilder page) {
    page.append(
        "<h2>What cannot be ordered</h2><table><tr><th>time<th>process<th>event<th>value\n");
    for (Map<String, String> step : explanation.verdict().steps()) {
      page.append("<tr>");
      step.values().forEach(cell -> page.append("<td>").append(escape(cell)));
      page.append('\n');
    }
    page.append("</table>\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
