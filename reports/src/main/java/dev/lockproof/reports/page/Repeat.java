// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports.page;

import static dev.lockproof.reports.page.Findings.text;
import static dev.lockproof.reports.page.Html.attr;
import static dev.lockproof.reports.page.Html.tag;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** How to run it all again, and the hash of every file that a verdict depends on. */
final class Repeat {
  private final Findings findings;

  Repeat(Findings findings) {
    this.findings = findings;
  }

  Html render() {
    JsonNode run = findings.report().path("run");
    String commit = text(run, "commit");
    String clean = commit.replaceFirst("-dirty$", "");
    String command = text(run, "command");
    return tag(
        "section",
        Html.id("repeat"),
        tag("h2", "Repeat it"),
        tag(
            "p",
            "The whole run, from a clone of the repository. Each piece of evidence above also has"
                + " its own command. One click selects a command."),
        Claims.command("git checkout " + clean),
        clean.equals(commit)
            ? Html.NOTHING
            : tag("p", "The checkout had changes that this revision does not contain."),
        Claims.command(command.isEmpty() ? "mvn verify -Pevidence" : command),
        inputs());
  }

  private Html inputs() {
    Map<String, TreeSet<String>> hashes = new TreeMap<>();
    List<JsonNode> results = new ArrayList<>(findings.evidence());
    results.addAll(findings.benchmarks());
    for (JsonNode result : results) {
      for (Map.Entry<String, JsonNode> file : result.path("inputs").properties()) {
        String hash = file.getValue().asText();
        hashes.computeIfAbsent(file.getKey(), path -> new TreeSet<>()).add(hash);
      }
    }
    List<Html> rows =
        hashes.entrySet().stream()
            .map(
                file ->
                    tag(
                        "tr",
                        tag("th", attr("scope", "row"), file.getKey()),
                        tag("td", String.join(" ", file.getValue()))))
            .toList();
    return tag(
        "details.inputs",
        Html.id("inputs"),
        tag("summary", Text.count(rows.size(), "input file") + " with SHA-256"),
        tag(
            "table",
            tag(
                "thead",
                tag(
                    "tr",
                    tag("th", attr("scope", "col"), "file"),
                    tag("th", attr("scope", "col"), "SHA-256"))),
            tag("tbody", rows)));
  }
}
