// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import dev.lockproof.journal.Counterexample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells a run that violates a property as a story. */
final class Story {
  private static final double MILLI = 1e6;
  private static final String COMMAND = "java -jar reports/target/lockproof.jar replay ";

  private final Property property;
  private final List<Log.Row> rows;
  private final String arguments;

  private Story(Property property, List<Log.Row> rows, String arguments) {
    this.property = property;
    this.rows = rows;
    this.arguments = arguments;
  }

  /**
   * Returns the story of a schedule that violates the property in question.
   *
   * @param schedule the seed and, if it was shortened, a colon and the answers that are left
   * @throws IllegalArgumentException if it does not
   */
  static Story of(Question question, String schedule) {
    Property property = question.property();
    int colon = schedule.indexOf(':');
    long seed = Long.parseLong(colon < 0 ? schedule : schedule.substring(0, colon));
    Schedule replay =
        colon < 0
            ? new RandomSchedule(seed)
            : new Replay(Replay.read(schedule.substring(colon + 1)));
    Run run = Run.of(question.scenario(seed), replay, new Tally(), true, property);
    if (!run.violated().contains(property)) {
      throw new IllegalArgumentException(
          "schedule " + schedule + " does not violate " + question.claim().id() + " here");
    }
    var arguments = new ArrayList<>(List.of(question.claim().id(), schedule));
    if (!question.leftOut().isEmpty()) {
      arguments.add(String.join(",", question.leftOut()));
    }
    return new Story(property, told(run), String.join(" ", arguments));
  }

  /** Returns the story of a run that violates that property, by a schedule without a name. */
  static Story of(Run run, Property property) {
    return new Story(property, told(run), "");
  }

  private static List<Log.Row> told(Run run) {
    return run.world().log().rows().stream().filter(row -> !row.step().isDull()).toList();
  }

  /** Returns what {@link Retelling} is to be asked to see it again. */
  String arguments() {
    return arguments;
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

  /** Returns it as evidence, with the command that shows it again with that mutant, if any. */
  Counterexample counterexample(@Nullable String mutant) {
    var steps = new ArrayList<Map<String, String>>();
    for (Log.Row row : rows) {
      var step = new LinkedHashMap<String, String>();
      step.put("time", time(row).strip());
      step.put("who", row.process());
      step.put("step", row.step().label());
      step.put(Counterexample.SENTENCE, row.process() + " " + row.sentence());
      steps.add(step);
    }
    String command = COMMAND + (mutant == null ? "" : "--mutant " + mutant + " ") + arguments;
    List<String> text = lines();
    if (!arguments.isEmpty()) {
      text.add(Counterexample.REPLAY + command);
    }
    return new Counterexample(property.violation(), steps, String.join("\n", text));
  }

  private static String time(Log.Row row) {
    return String.format(Locale.ROOT, "%10.3f ms", row.time() / MILLI);
  }
}
