// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports.page;

import static dev.lockproof.reports.page.Html.attr;
import static dev.lockproof.reports.page.Html.tag;

import java.util.List;

/** A unified diff, with the lines that go and the lines that come set apart. */
final class Diff {
  private Diff() {}

  static Html render(String diff) {
    List<Html> lines =
        diff.lines().filter(line -> !line.startsWith("diff ")).map(Diff::line).toList();
    return tag("pre.diff", attr("tabindex", "0"), lines);
  }

  private static Html line(String line) {
    return tag("span" + kind(line), line + "\n");
  }

  private static String kind(String line) {
    if (line.startsWith("+++") || line.startsWith("---")) {
      return ".file";
    }
    if (line.startsWith("@@") || line.startsWith("index ")) {
      return ".hunk";
    }
    return line.startsWith("+") ? ".added" : line.startsWith("-") ? ".removed" : "";
  }
}
