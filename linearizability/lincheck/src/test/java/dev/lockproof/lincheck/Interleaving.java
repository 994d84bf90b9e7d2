// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import dev.lockproof.journal.Counterexample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The interleaving table of a Lincheck report, read back. */
final class Interleaving {
  private static final String TABLE = "The following interleaving leads to the error:";
  private static final String DETAILS = "Detailed trace:";

  private Interleaving() {}

  /** Returns the counterexample in {@code report}: its table as steps, its overview as text. */
  static Counterexample of(String broken, String report) {
    int details = report.indexOf(DETAILS);
    String overview = details < 0 ? report : report.substring(0, details);
    return new Counterexample(broken, steps(report), overview.strip());
  }

  /** Returns the rows of the table, each a map from thread to what it does, in column order. */
  private static List<Map<String, String>> steps(String report) {
    List<String> rows =
        report
            .lines()
            .dropWhile(line -> !line.equals(TABLE))
            .skip(1)
            .takeWhile(line -> line.startsWith("|"))
            .filter(line -> !line.startsWith("| --"))
            .toList();
    if (rows.isEmpty()) {
      return List.of();
    }
    String header = rows.get(0);
    List<Map<String, String>> steps = new ArrayList<>();
    for (String row : rows.subList(1, rows.size())) {
      Map<String, String> step = new LinkedHashMap<>();
      int left = 0;
      for (int bar = header.indexOf('|', 1); bar >= 0; bar = header.indexOf('|', bar + 1)) {
        step.put(cell(header, left, bar).strip(), cell(row, left, bar).stripTrailing());
        left = bar;
      }
      steps.add(step);
    }
    return steps;
  }

  /** Returns the text between two bars, without the padding blank on its left. */
  private static String cell(String row, int left, int right) {
    return row.substring(left + 2, right);
  }
}
