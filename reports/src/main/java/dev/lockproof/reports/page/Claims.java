// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports.page;

import static dev.lockproof.reports.page.Findings.text;
import static dev.lockproof.reports.page.Html.all;
import static dev.lockproof.reports.page.Html.attr;
import static dev.lockproof.reports.page.Html.tag;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Every claim with its evidence, down to the command that repeats it. */
final class Claims {
  private final Findings findings;

  Claims(Findings findings) {
    this.findings = findings;
  }

  static Html link(String claim) {
    return tag("a", Html.href("claim-" + claim), tag("code", claim));
  }

  Html render() {
    return tag(
        "section",
        Html.id("evidence"),
        tag("h2", "Evidence, claim by claim"),
        findings.claims().stream().map(this::claim).toList());
  }

  private Html claim(JsonNode claim) {
    List<JsonNode> evidence = findings.evidence(claim);
    return tag(
        "article",
        Html.id("claim-" + text(claim, "id")),
        tag("h3", tag("code", text(claim, "id")), " ", findings.mark(claim).show(claim)),
        tag("p.claim", text(claim, "text")),
        tag("p.about", about(claim)),
        evidence.isEmpty()
            ? tag("p.none", "No evidence in this run.")
            : all(evidence.stream().map(one -> evidence(claim, one)).toList()));
  }

  private static String about(JsonNode claim) {
    String assumptions =
        Findings.stream(claim.path("assumptions"))
            .map(JsonNode::asText)
            .collect(Collectors.joining(", "));
    String kind =
        Findings.expectsViolation(claim)
            ? text(claim, "kind") + "; expected to be violated, as " + broken(claim)
            : text(claim, "kind") + "; expected to hold";
    return kind + (assumptions.isEmpty() ? "; assumes nothing" : "; assumes " + assumptions);
  }

  private static String broken(JsonNode claim) {
    String breaks = text(claim, "breaks");
    return breaks.isEmpty() ? "an assumption is broken" : breaks + " is broken on purpose";
  }

  private static Html evidence(JsonNode claim, JsonNode evidence) {
    Mark mark = Mark.of(evidence);
    boolean telling = mark != Mark.PASS || evidence.path("counterexample").isObject();
    Html summary =
        tag(
            "summary",
            tag("b", text(evidence, "layer")),
            " ",
            mark.show(claim),
            " ",
            tag("code", check(evidence)),
            " ",
            tag("span.strength", Text.strength(text(evidence, "strength"))),
            " ",
            tag("span.tool", tool(evidence)));
    return tag(
        "details.evidence",
        Html.id(text(evidence, "id")),
        telling ? attr("open", "") : Html.NOTHING,
        summary,
        tag("dl", facts(evidence)),
        Steps.render(evidence.path("counterexample")));
  }

  /** The middle of an id such as {@code model/MCClh/clh.exclusion}. */
  static String check(JsonNode evidence) {
    String id = text(evidence, "id");
    return id.substring(id.indexOf('/') + 1, Math.max(id.indexOf('/') + 1, id.lastIndexOf('/')));
  }

  private static String tool(JsonNode evidence) {
    return text(evidence, "tool") + ", " + Text.duration(evidence.path("seconds").asDouble());
  }

  private static List<Html> facts(JsonNode evidence) {
    List<Html> facts = new ArrayList<>();
    add(facts, "Why", text(evidence, "reason"));
    add(facts, "Tool", text(evidence, "tool") + " " + text(evidence, "version"));
    add(facts, "Explored", Text.facts(evidence.path("explored")));
    add(facts, "Bounds", Text.facts(evidence.path("bounds")));
    add(facts, "Seed", text(evidence, "seed"));
    String command = text(evidence, "command");
    if (!command.isEmpty()) {
      facts.add(tag("div.wide", tag("dt", "Repeat"), tag("dd", command(command))));
    }
    int inputs = evidence.path("inputs").size();
    if (inputs > 0) {
      Html link = tag("a", Html.href("inputs"), Text.count(inputs, "file"));
      facts.add(tag("div", tag("dt", "Inputs"), tag("dd", link)));
    }
    return facts;
  }

  private static void add(List<Html> facts, String name, String value) {
    if (!value.isEmpty()) {
      facts.add(tag("div", tag("dt", name), tag("dd", value)));
    }
  }

  /** A command line that one click selects. */
  static Html command(String command) {
    return tag("code.command", attr("tabindex", "0"), command);
  }
}
