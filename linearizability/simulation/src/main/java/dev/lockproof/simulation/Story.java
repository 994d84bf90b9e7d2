// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import dev.lockproof.journal.Counterexample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Tells a run that violates a property as a story. */
final class Story {
  private static final double MILLI = 1e6;

  private final Property property;
  private final List<Log.Row> rows;

  private Story(Property property, List<Log.Row> rows) {
    this.property = property;
    this.rows = rows;
  }

  /** Returns the story of a schedule that violates that property. */
  static Story of(Scenario scenario, Property property, int... answers) {
    Run run = Run.of(scenario, new Replay(answers), new Tally(), true, property);
    if (!run.violated().contains(property)) {
      throw new IllegalArgumentException("the schedule does not violate " + property);
    }
    return new Story(
        property, run.world().log().rows().stream().filter(row -> !row.step().isDull()).toList());
  }

  /** Returns the lines, the last of them saying what is wrong; what several do at once is one. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    for (int i = 0; i < rows.size(); i++) {
      Log.Row row = rows.get(i);
      var who = new StringBuilder(row.process());
      while (i + 1 < rows.size() && isSame(row, rows.get(i + 1))) {
        String other = rows.get(++i).process();
        who.append(", ").append(other.substring(other.indexOf(' ') + 1));
      }
      lines.add("%s  %-9s  %s".formatted(time(row), who, row.sentence()));
    }
    lines.add("so " + property.violation());
    return lines;
  }

  private static boolean isSame(Log.Row row, Log.Row next) {
    return row.step() == next.step()
        && row.step() != Step.FAULT
        && Objects.equals(row.about(), next.about())
        && row.sentence().equals(next.sentence())
        && !row.process().equals(next.process())
        && next.time() - row.time() < MILLI;
  }

  /** Returns it as evidence. */
  Counterexample counterexample() {
    var steps = new ArrayList<Map<String, String>>();
    for (Log.Row row : rows) {
      var step = new LinkedHashMap<String, String>();
      step.put("time", time(row).strip());
      step.put("who", row.process());
      step.put("step", row.step().label());
      step.put(Counterexample.SENTENCE, row.process() + " " + row.sentence());
      steps.add(step);
    }
    return new Counterexample(property.violation(), steps, String.join("\n", lines()));
  }

  private static String time(Log.Row row) {
    return String.format(Locale.ROOT, "%10.3f ms", row.time() / MILLI);
  }
}
