// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports.page;

import static dev.lockproof.reports.page.Findings.text;
import static dev.lockproof.reports.page.Html.all;
import static dev.lockproof.reports.page.Html.attr;
import static dev.lockproof.reports.page.Html.tag;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What each implementation costs: bars with whiskers, and ratios against the baseline. */
final class Benchmarks {
  private static final String MEDIAN = "50";

  private final Findings findings;

  Benchmarks(Findings findings) {
    this.findings = findings;
  }

  Html render() {
    List<Html> parts = new ArrayList<>();
    String question = "";
    for (JsonNode benchmark : findings.benchmarks()) {
      if (!text(benchmark, "question").equals(question)) {
        question = text(benchmark, "question");
        parts.add(tag("h3", question));
      }
      parts.add(benchmark(benchmark));
    }
    return tag(
        "section",
        Html.id("benchmarks"),
        tag("h2", "Benchmarks"),
        tag(
            "p",
            "Bars of one table were measured in the same run. A whisker is the error that the tool"
                + " states; where whiskers overlap, no difference is claimed. A ratio is one of"
                + " medians (p50): of operations, if these were timed one by one, else of"
                + " iterations, so that one busy moment does not decide. Figures of this machine"
                + " say nothing about another."),
        parts.isEmpty() ? tag("p.none", "No benchmark ran.") : all(parts));
  }

  private static Html benchmark(JsonNode benchmark) {
    JsonNode baseline = baseline(benchmark);
    double longest =
        Findings.stream(benchmark.path("scores")).mapToDouble(Benchmarks::end).max().orElse(1);
    List<Html> rows =
        Findings.stream(benchmark.path("scores"))
            .map(score -> row(score, baseline, longest))
            .toList();
    Html table =
        tag(
            "table.bars",
            tag("caption", caption(benchmark)),
            tag(
                "thead",
                tag(
                    "tr",
                    tag("th", attr("scope", "col"), "implementation"),
                    tag("th", attr("scope", "col"), "mean and its error"),
                    tag("th.number", attr("scope", "col"), text(benchmark, "unit")),
                    tag("th.number", attr("scope", "col"), "ratio"))),
            tag("tbody", rows));
    String command = text(benchmark, "command");
    return all(table, command.isEmpty() ? Html.NOTHING : Claims.command(command));
  }

  private static Html caption(JsonNode benchmark) {
    String params = Text.facts(benchmark.path("params"));
    String server = text(benchmark, "server");
    String placement = text(benchmark, "placement");
    String unit = text(benchmark, "unit");
    return all(
        tag("b", params.isEmpty() ? "no parameters" : params),
        tag(
            "small",
            unit
                + ", "
                + direction(unit)
                + (server.isEmpty() ? "; no server" : "; server: " + server)
                + (placement.isEmpty() ? "" : "; placement: " + placement)));
  }

  private static String direction(String unit) {
    return unit.toLowerCase(Locale.ROOT).startsWith("op") ? "more is better" : "less is better";
  }

  /** The score that the benchmark names as its baseline; else the first that is not the subject. */
  private static JsonNode baseline(JsonNode benchmark) {
    String name = text(benchmark, "baseline");
    return Findings.stream(benchmark.path("scores"))
        .filter(score -> text(score, "implementation").equals(name))
        .findFirst()
        .orElse(benchmark.path("scores").path(Math.min(1, benchmark.path("scores").size() - 1)));
  }

  private static double end(JsonNode score) {
    return score.path("score").asDouble() + score.path("error").asDouble();
  }

  private static Html row(JsonNode score, JsonNode baseline, double longest) {
    double value = score.path("score").asDouble();
    double error = score.path("error").asDouble();
    String percentiles =
        score.path("percentiles").properties().stream()
            .map(one -> "p" + one.getKey() + "\u00a0" + Text.number(one.getValue().asDouble()))
            .collect(Collectors.joining(", "));
    return tag(
        "tr",
        tag("th", attr("scope", "row"), Text.name(text(score, "implementation"))),
        tag("td.bar", bar(value, error, longest)),
        tag(
            "td.number",
            Text.number(value) + " ",
            tag("small", error > 0 ? "± " + Text.number(error) : "error not known"),
            " ",
            percentiles.isEmpty() ? Html.NOTHING : tag("small", percentiles)),
        tag(
            "td.number",
            score.equals(baseline) ? all("1 ", tag("small", "baseline")) : ratio(score, baseline)));
  }

  private static Html ratio(JsonNode score, JsonNode baseline) {
    double apart =
        Math.abs(score.path("score").asDouble() - baseline.path("score").asDouble())
            - (score.path("error").asDouble() + baseline.path("error").asDouble());
    return all(
        Text.number(median(score) / median(baseline)) + "× ",
        apart <= 0 ? tag("small", "within the error") : Html.NOTHING);
  }

  private static double median(JsonNode score) {
    return score.path("percentiles").path(MEDIAN).asDouble();
  }

  private static Html bar(double value, double error, double longest) {
    double scale = 100 / Math.max(longest, Double.MIN_NORMAL);
    String low = percent(Math.max(0, value - error) * scale);
    String high = percent((value + error) * scale);
    Html bar =
        tag("rect", attr("width", percent(value * scale)), attr("height", "12"), attr("y", "4"));
    Html whisker =
        error <= 0
            ? Html.NOTHING
            : all(
                line(low, "10", high, "10"),
                line(low, "6", low, "14"),
                line(high, "6", high, "14"));
    return tag("svg", attr("aria-hidden", "true"), attr("height", "20"), bar, whisker);
  }

  private static Html line(String x1, String y1, String x2, String y2) {
    return tag("line", attr("x1", x1), attr("y1", y1), attr("x2", x2), attr("y2", y2));
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.2f%%", value);
  }
}
