// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports.page;

import static dev.lockproof.reports.page.Findings.text;
import static dev.lockproof.reports.page.Html.attr;
import static dev.lockproof.reports.page.Html.tag;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The head of the page: one sentence with all the counts, and the facts of the run. */
final class Opening {
  private static final List<String> SECTIONS =
      List.of(
          "Not checked",
          "Claims",
          "Evidence",
          "Access modes",
          "Assumptions",
          "Mutants",
          "Benchmarks",
          "Repeat");

  private final Findings findings;

  Opening(Findings findings) {
    this.findings = findings;
  }

  Html render() {
    return tag(
        "header",
        tag("p.kicker", "Lockproof report"),
        tag("h1", "What holds, how it was checked, and what was not"),
        tag("p.lead", claims(), mutants()),
        tag(
            "p",
            "A pass means that nothing contrary was found within the bounds stated beside it. It is"
                + " a proof only where the strength says “proved”."),
        facts(),
        tag("nav", attr("aria-label", "Sections"), SECTIONS.stream().map(Opening::link).toList()));
  }

  private String claims() {
    List<Mark> marks = findings.claims().stream().map(findings::mark).toList();
    long infra = count(marks, Mark.INFRA);
    long expected =
        findings.claims().stream()
            .filter(claim -> Findings.expectsViolation(claim) && findings.mark(claim) == Mark.PASS)
            .count();
    return ("Of %s about %s, %d passed%s, %d failed, %d stayed inconclusive%s"
            + " and %d were not checked; ")
        .formatted(
            Text.count(marks.size(), "claim"),
            Text.count(findings.subjects().size(), "subject"),
            count(marks, Mark.PASS),
            expected == 0 ? "" : " (" + expected + " of them by an expected violation)",
            count(marks, Mark.FAIL),
            count(marks, Mark.INCONCLUSIVE),
            infra == 0 ? "" : ", " + infra + " met trouble in the harness",
            count(marks, Mark.NOT_CHECKED));
  }

  private String mutants() {
    List<Mark> marks = findings.mutants().stream().map(Findings::markOfMutant).toList();
    if (marks.isEmpty()) {
      return "no mutant was run.";
    }
    return "of %s, %d were killed, %d survived and %d stayed inconclusive."
        .formatted(
            Text.count(marks.size(), "mutant"),
            count(marks, Mark.KILLED),
            count(marks, Mark.SURVIVED),
            count(marks, Mark.INCONCLUSIVE));
  }

  private static long count(List<Mark> marks, Mark wanted) {
    return marks.stream().filter(wanted::equals).count();
  }

  private Html facts() {
    JsonNode run = findings.report().path("run");
    List<Html> facts = new ArrayList<>();
    add(facts, "Budget", text(run, "budget"));
    add(facts, "Took", Text.duration(run.path("seconds").asDouble()));
    add(facts, "Started", text(run, "started"));
    add(facts, "Revision", text(run, "commit").replaceFirst("(?<=^[0-9a-f]{12})[0-9a-f]+", ""));
    add(facts, "Java", text(run, "jdk"));
    add(
        facts,
        "Machine",
        Text.count(run.path("cpus").asLong(), "processor")
            + (text(run, "processor").isEmpty() ? "" : " (" + text(run, "processor") + ")")
            + (", " + text(run, "arch") + ", " + text(run, "os")));
    return tag("dl.run", facts);
  }

  private static void add(List<Html> facts, String name, String value) {
    if (!value.isEmpty()) {
      facts.add(tag("div", tag("dt", name), tag("dd", value)));
    }
  }

  private static Html link(String title) {
    return tag("a", Html.href(title.toLowerCase(Locale.ROOT).replace(' ', '-')), title);
  }
}
