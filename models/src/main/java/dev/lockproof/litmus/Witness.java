// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** One execution as people read it: a table of events, a text, a picture. */
final class Witness {
  private static final String CODE = "code";
  private static final Map<String, String> SHORT =
      Map.of("reads from", "from", "overwritten by", "next");
  private static final int WIDTH = 80;
  private static final int INDENT = 15;
  private static final int COLUMN = 320;
  private static final int START = 105; // so much narrower is the first column
  private static final int ROW = 44;
  private static final int MARGIN = 24;
  private static final int GAP = 6;
  private static final int LETTER = 7;

  private final List<Event> events;
  private final Execution execution;
  private final long shown;

  Witness(Execution execution) {
    this.execution = execution;
    events = execution.events();
    long some = 0;
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).thread() != Event.INIT) {
        some |= Bits.bit(i);
        some |= execution.source(i) < 0 ? 0 : Bits.bit(execution.source(i));
      }
    }
    shown = some;
  }

  /** Returns the events thread by thread, each with where its value comes from. */
  List<Map<String, String>> steps() {
    List<Map<String, String>> steps = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      if (Bits.has(shown, i)) {
        Event event = events.get(i);
        Map<String, String> step = new LinkedHashMap<>();
        step.put("event", "e" + i);
        step.put("thread", event.thread() == Event.INIT ? "start" : "" + event.thread());
        step.put("does", event.toString());
        step.put("mode", event.thread() == Event.INIT ? "" : mode(event));
        step.put("reads from", execution.source(i) < 0 ? "" : "e" + execution.source(i));
        step.put("overwritten by", overwrites(i));
        step.put(CODE, event.label());
        steps.add(step);
      }
    }
    return steps;
  }

  private static String mode(Event event) {
    String read = event.read().toString();
    String write = event.write().toString();
    return switch (event.type()) {
      case READ, FENCE -> read;
      case WRITE, FORESEEN -> write;
      case UPDATE -> read.equals(write) ? read : read + "/" + write;
    };
  }

  /** Returns the writes that come next after {@code i} in coherence order. */
  private String overwrites(int i) {
    long next = execution.next(i);
    List<String> names = new ArrayList<>();
    for (long rest = next; rest != 0; rest &= rest - 1) {
      names.add("e" + Long.numberOfTrailingZeros(rest));
    }
    return String.join(" ", names);
  }

  /** Returns the table as text, of 80 columns where that is possible. */
  String text() {
    List<Map<String, String>> steps = steps();
    Map<String, Integer> widths = new LinkedHashMap<>();
    for (Map<String, String> step : steps) {
      step.forEach(
          (column, value) ->
              widths.merge(
                  column,
                  Math.max(SHORT.getOrDefault(column, column).length(), value.length()),
                  Math::max));
    }
    StringBuilder text = new StringBuilder();
    text.append(line(widths, column -> SHORT.getOrDefault(column, column)));
    steps.forEach(step -> text.append(line(widths, column -> step.getOrDefault(column, ""))));
    return text.toString();
  }

  private static String line(Map<String, Integer> widths, UnaryOperator<String> cell) {
    String line =
        widths.keySet().stream()
            .filter(column -> !column.equals(CODE))
            .map(column -> pad(cell.apply(column), widths.getOrDefault(column, 0)))
            .collect(Collectors.joining("  "));
    String code = cell.apply(CODE);
    boolean fits = line.length() + 2 + code.length() <= WIDTH;
    return (fits ? line + "  " + code : line.stripTrailing() + "\n" + " ".repeat(INDENT) + code)
            .stripTrailing()
        + "\n";
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  /** Returns a picture: a column for each thread, reads-from in red, coherence order in blue. */
  String svg() {
    Map<Integer, int[]> places = new LinkedHashMap<>();
    Map<Integer, Integer> rows = new LinkedHashMap<>();
    int threads = execution.registers().size();
    for (int i = 0; i < events.size(); i++) {
      if (Bits.has(shown, i)) {
        int column = events.get(i).thread() + 1;
        int row = rows.merge(column, 1, Integer::sum);
        int width = LETTER * ("e" + i + ": " + events.get(i)).length();
        places.put(i, new int[] {left(column), MARGIN + row * ROW, width});
      }
    }
    int height = rows.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    StringBuilder svg = new StringBuilder();
    int bottom = MARGIN + (height + 1) * ROW;
    svg.append(
        String.format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" viewBox=\"0 0 %1$d %2$d\""
                + " font-size=\"13\" font-family=\"sans-serif\" fill=\"currentColor\">\n",
            left(threads + 1), bottom + MARGIN));
    for (int column = 0; column <= threads; column++) {
      String title = column == 0 ? "start" : "Thread " + (column - 1);
      svg.append(text(left(column), MARGIN, title, "bold"));
    }
    places.forEach((i, at) -> edges(svg, i, at, places));
    places.forEach(
        (i, at) ->
            svg.append(text(at[0], at[1], "e" + i + ": " + events.get(i), "normal"))
                .append(text(at[0], at[1] + 14, note(events.get(i)), "lighter")));
    svg.append(
        text(MARGIN, bottom, "red: where a value comes from; blue: what overwrites it", "lighter"));
    return svg.append("</svg>\n").toString();
  }

  private static int left(int column) {
    return MARGIN + column * COLUMN - (column == 0 ? 0 : START);
  }

  private static String note(Event event) {
    return event.thread() == Event.INIT ? "" : mode(event) + ", " + event.label();
  }

  private void edges(StringBuilder svg, int i, int[] at, Map<Integer, int[]> places) {
    int from = execution.source(i);
    if (from >= 0) {
      svg.append(edge(places.getOrDefault(from, at), at, "#b00020", "rf"));
    }
    for (long rest = execution.next(i); rest != 0; rest &= rest - 1) {
      int to = Long.numberOfTrailingZeros(rest);
      svg.append(edge(at, places.getOrDefault(to, at), "#1f5fbf", "co"));
    }
  }

  /** Draws from one event to another, each on the side that faces the other. */
  private static String edge(int[] from, int[] to, String color, String name) {
    int start = from[0] + (to[0] > from[0] ? from[2] + GAP : -GAP);
    int end = to[0] + (to[0] < from[0] ? to[2] + GAP : -GAP);
    int bend = (start + end) / 2 - (from[0] == to[0] ? MARGIN : 0);
    int shift = name.equals("co") ? 2 : -GAP;
    return String.format(
        "<path class=\"%8$s\" d=\"M %1$d %2$d Q %3$d %4$d %5$d %6$d\" fill=\"none\" stroke=\"%7$s\""
            + " stroke-opacity=\"0.6\"><title>%8$s</title></path>\n"
            + "<circle class=\"%8$s\" cx=\"%5$d\" cy=\"%6$d\" r=\"3\" fill=\"%7$s\"/>\n",
        start,
        from[1] + shift,
        bend,
        (from[1] + to[1]) / 2 + shift,
        end,
        to[1] + shift,
        color,
        name);
  }

  private static String text(int x, int y, String text, String weight) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return String.format(
        "<text x=\"%d\" y=\"%d\" font-weight=\"%s\">%s</text>\n", x, y, weight, escaped);
  }
}
