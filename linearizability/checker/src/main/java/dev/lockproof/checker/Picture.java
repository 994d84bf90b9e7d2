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
import java.util.stream.Collectors;

/**
 * Draws an explanation as one HTML page that needs nothing else: the processes over the events, the
 * operations that cannot be ordered, and, as lines through the others, the longest partial
 * linearizations.
 */
public final class Picture {
  private static final int SHOWN = 40;
  private static final int ROW = 46;
  private static final int LEFT = 90;
  private static final int STEP = 14;
  private static final int LETTER = 7;
  private static final int DOT = 6;
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><title>An illegal history</title><style>
      body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem}
      body,text{color:#1f2328;fill:#1f2328}svg{direction:ltr}
      figure{overflow-x:auto;margin:1rem 0;direction:rtl;text-align:left}
      text{font-size:12px}.ok{fill:#cfe3f7}.bad{fill:#f3b0a8}.line{stroke:#d0d7de}
      td,th{text-align:left;padding:.15rem .8rem .15rem 0}li{margin:.2rem 0}
      circle{stroke:none}b{border-bottom:3px solid}
      .o0{stroke:#1a7f37;fill:#1a7f37;border-color:#1a7f37}
      .o1{stroke:#8250df;fill:#8250df;border-color:#8250df;stroke-dasharray:6 3}
      .o2{stroke:#9a6700;fill:#9a6700;border-color:#9a6700;stroke-dasharray:2 3}
      polyline.o0,polyline.o1,polyline.o2{fill:none;stroke-width:1.5}
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
        .</p><p>In short: %s. A row is a process, a bar one of its operations from invocation to \
        completion; those at odds are red. A line goes through the points at which operations \
        can take effect, in a longest legal order of some of them. Shown are %d of the %d \
        operations on this key.</p>
        """
            .formatted(explanation.extent(), shown.size(), explanation.operations().size()));
    drawing(page);
    orders(page);
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
    for (int i = 0; i < explanation.orders().size(); i++) {
      line(page, i);
    }
    page.append("</svg></figure>\n");
  }

  private void bar(StringBuilder page, Operation operation) {
    int x = x(operation.call());
    int end = x(operation.ret()) + STEP / 2;
    int y = ROW * rows.getOrDefault(operation.process(), 0) + 5;
    boolean offends = explanation.verdict().offending().contains(operation);
    String title = escape(label(operation));
    page.append(
        String.format(
            Locale.ROOT,
            "<g><title>%s, line %d</title><rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" "
                + "height=\"38\" rx=\"4\"/><text x=\"%d\" y=\"%d\">%s</text></g>%n",
            title,
            operation.line(),
            offends ? "bad" : "ok",
            x,
            y,
            end - x,
            x + 5,
            y + 16,
            title));
  }

  /** Draws the points at which the operations of an order take effect, as soon as they can. */
  private void line(StringBuilder page, int index) {
    var points = new StringBuilder();
    var dots = new StringBuilder();
    int x = 0;
    for (Operation operation : explanation.orders().get(index).operations()) {
      if (shown.contains(operation)) {
        x = Math.max(x, x(operation.call())) + DOT;
        int y = ROW * rows.getOrDefault(operation.process(), 0) + 26 + 6 * index;
        points.append(x).append(',').append(y).append(' ');
        dots.append("<circle cx=\"%d\" cy=\"%d\" r=\"3\" class=\"o%d\"/>".formatted(x, y, index));
      }
    }
    page.append("<polyline class=\"o%d\" points=\"%s\"/>%s%n".formatted(index, points, dots));
  }

  private void orders(StringBuilder page) {
    page.append("<h2>The longest legal orders</h2><ul>\n");
    for (int i = 0; i < explanation.orders().size(); i++) {
      var order = explanation.orders().get(i);
      var last = order.operations().stream().skip(Math.max(0, order.operations().size() - SHOWN));
      page.append(
              "<li><b class=\"o%d\">%d operations</b>: ".formatted(i, order.operations().size()))
          .append(order.operations().size() > SHOWN ? "... " : "")
          .append(last.map(o -> escape(label(o))).collect(Collectors.joining("; ")))
          .append(". Then the object is ")
          .append(escape(order.state()))
          .append(".\n");
    }
    page.append("</ul>\n");
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
