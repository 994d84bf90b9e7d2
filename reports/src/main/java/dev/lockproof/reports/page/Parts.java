// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports.page;

import static dev.lockproof.reports.page.Findings.text;
import static dev.lockproof.reports.page.Html.all;
import static dev.lockproof.reports.page.Html.attr;
import static dev.lockproof.reports.page.Html.tag;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every access of every subject: is its mode strong enough, and is it needed? */
final class Parts {
  private final Findings findings;

  Parts(Findings findings) {
    this.findings = findings;
  }

  Html render() {
    List<Html> tables =
        findings.subjects().stream()
            .map(this::table)
            .filter(table -> !table.equals(Html.NOTHING))
            .toList();
    return tag(
        "section",
        Html.id("access-modes"),
        tag("h2", "Access modes"),
        tag(
            "p",
            "Each access of the real class, in every test that reaches it: strong enough, if no"
                + " execution that the model allows breaks the claim; needed, if one does once the"
                + " access alone is weakened. What suffices alone need not suffice together."),
        tables.isEmpty() ? tag("p.none", "No access was weakened in this run.") : all(tables));
  }

  /** A part of a subject, and all evidence that weakened it. */
  private record Row(String name, String strength, List<JsonNode> checks, List<Weaker> weaker) {
    /** What was put in its place: in which checks, and in which of them the claim broke. */
    private record Weaker(String name, List<JsonNode> tried, List<Html> broken) {}

    private Weaker weaker(String wanted) {
      for (Weaker known : weaker) {
        if (known.name.equals(wanted)) {
          return known;
        }
      }
      Weaker created = new Weaker(wanted, new ArrayList<>(), new ArrayList<>());
      weaker.add(created);
      return created;
    }

    private boolean isPlain() {
      return strength.equals("plain");
    }

    /** Nothing is said of what was left out where something stronger was already too weak. */
    private boolean suffices(Weaker one) {
      return one.tried.size() == checks.size() && one.broken.isEmpty();
    }
  }

  private Html table(JsonNode subject) {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (JsonNode evidence : findings.evidence()) {
      if (text(evidence, "layer").equals("litmus")
          && text(evidence, "subject").equals(text(subject, "id"))) {
        evidence.path("parts").forEach(part -> add(rows, evidence, part));
      }
    }
    if (rows.isEmpty()) {
      return Html.NOTHING;
    }
    List<Html> shown =
        rows.values().stream().filter(row -> !row.isPlain()).map(Parts::row).toList();
    List<Html> plain = new ArrayList<>();
    rows.values().stream()
        .filter(Row::isPlain)
        .forEach(row -> plain.add(all(plain.isEmpty() ? "" : ", ", tag("code", row.name()))));
    List<Html> heads = new ArrayList<>();
    for (String head : new String[] {"access", "mode", "strong enough", "needed"}) {
      heads.add(tag("th", attr("scope", "col"), head));
    }
    return all(
        tag("h3", Html.id("modes-" + text(subject, "id")), tag("code", text(subject, "class"))),
        tag("table.parts", tag("thead", tag("tr", heads)), tag("tbody", shown)),
        plain.isEmpty()
            ? Html.NOTHING
            : tag("p.about", "Strong enough, and nothing is weaker, as they are plain: ", plain));
  }

  private static void add(Map<String, Row> rows, JsonNode evidence, JsonNode part) {
    Row row =
        rows.computeIfAbsent(
            text(part, "name"),
            name -> new Row(name, text(part, "strength"), new ArrayList<>(), new ArrayList<>()));
    row.checks().add(evidence);
    for (JsonNode one : part.path("weaker")) {
      Row.Weaker weaker = row.weaker(text(one, "name"));
      weaker.tried().add(evidence);
      JsonNode counterexample = one.path("counterexample");
      if (counterexample.isObject()) {
        weaker.broken().add(broken(weaker, evidence, counterexample));
      }
    }
  }

  /** How the claim breaks; the first time with its picture. */
  private static Html broken(Row.Weaker weaker, JsonNode evidence, JsonNode counterexample) {
    Html outcome = tag("code", text(counterexample, "violated"));
    if (!weaker.broken().isEmpty()) {
      return Html.NOTHING;
    }
    return tag(
        "details",
        tag("summary", link(evidence), " then allows ", outcome),
        Picture.render(text(counterexample, "picture")));
  }

  private static Html link(JsonNode evidence) {
    return tag("a", Html.href(text(evidence, "id")), Claims.check(evidence));
  }

  private static Html row(Row row) {
    long executions =
        row.checks().stream()
            .mapToLong(check -> check.path("explored").path("executions").asLong())
            .sum();
    String enough =
        Text.count(row.checks().size(), "test") + ", " + Text.count(executions, "execution");
    return tag(
        "tr",
        tag("th", attr("scope", "row"), tag("code", row.name())),
        tag("td", row.strength()),
        tag("td", Mark.PASS.show("yes"), tag("small", enough)),
        tag("td", needed(row)));
  }

  private static Html needed(Row row) {
    if (row.weaker().isEmpty()) {
      return tag("span.none", "VarHandle has nothing weaker");
    }
    List<Html> parts = new ArrayList<>();
    boolean needed = row.weaker().stream().noneMatch(row::suffices);
    parts.add(needed ? Mark.PASS.show("yes") : Mark.INCONCLUSIVE.show("weaker suffices"));
    for (Row.Weaker weaker : row.weaker()) {
      if (row.suffices(weaker)) {
        parts.add(tag("div", tag("code", weaker.name()), " suffices"));
      } else if (!weaker.broken().isEmpty()) {
        parts.add(tag("div", tag("code", weaker.name()), " is too weak: ", weaker.broken()));
      }
    }
    return all(parts);
  }
}
