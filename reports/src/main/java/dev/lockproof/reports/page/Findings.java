// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The report, with its parts joined the way that the page asks for them. */
record Findings(JsonNode report) {
  static final List<String> LAYERS =
      List.of("model", "litmus", "stress", "lincheck", "simulation", "cluster", "benchmark");

  List<JsonNode> subjects() {
    return list("subjects", any -> true);
  }

  List<JsonNode> claims() {
    return list("claims", any -> true);
  }

  List<JsonNode> claims(JsonNode subject) {
    return list("claims", claim -> text(claim, "subject").equals(text(subject, "id")));
  }

  List<JsonNode> evidence() {
    return list("evidence", any -> true);
  }

  List<JsonNode> evidence(JsonNode claim) {
    return evidence().stream()
        .filter(one -> text(one, "claim").equals(text(claim, "id")))
        .sorted(Comparator.comparing(one -> LAYERS.indexOf(text(one, "layer"))))
        .toList();
  }

  List<JsonNode> evidence(JsonNode claim, String layer) {
    return evidence(claim).stream().filter(one -> text(one, "layer").equals(layer)).toList();
  }

  List<JsonNode> mutants() {
    return list("mutants", any -> true);
  }

  List<JsonNode> benchmarks() {
    return list("benchmarks", any -> true);
  }

  /** Why the layer cannot say anything about the claim; empty if it could. */
  String notApplicable(JsonNode claim, String layer) {
    String reason = text(claim.path("notApplicable"), layer);
    return reason.isEmpty() ? text(subject(claim).path("notApplicable"), layer) : reason;
  }

  private JsonNode subject(JsonNode claim) {
    return subjects().stream()
        .filter(subject -> text(subject, "id").equals(text(claim, "subject")))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  /** Whether a check of the claim is missing in the layer, although the layer applies. */
  boolean lacks(JsonNode claim, String layer) {
    return evidence(claim, layer).isEmpty() && notApplicable(claim, layer).isEmpty();
  }

  /** The verdict on a claim, which is none if nobody looked. */
  Mark mark(JsonNode claim) {
    return evidence(claim).isEmpty() ? Mark.NOT_CHECKED : Mark.of(claim);
  }

  /** What became of a mutant: one kill is enough. */
  static Mark markOfMutant(JsonNode mutant) {
    if (!killers(mutant).isEmpty()) {
      return Mark.KILLED;
    }
    return Mark.of(mutant) == Mark.FAIL ? Mark.SURVIVED : Mark.INCONCLUSIVE;
  }

  /** The layers that killed a mutant. */
  static List<String> killers(JsonNode mutant) {
    JsonNode observed = mutant.path("observed");
    return LAYERS.stream()
        .filter(layer -> text(observed.path(layer), "result").equals("killed"))
        .toList();
  }

  private List<JsonNode> list(String name, Predicate<JsonNode> wanted) {
    return stream(report.path(name)).filter(wanted).toList();
  }

  static Stream<JsonNode> stream(JsonNode several) {
    return StreamSupport.stream(several.spliterator(), false);
  }

  /** The text of a member; empty if it is absent or null. */
  static String text(JsonNode object, String name) {
    JsonNode member = object.path(name);
    return member.isNull() ? "" : member.asText();
  }

  /** Whether PASS means that a violation was found. */
  static boolean expectsViolation(JsonNode claim) {
    return text(claim, "expect").equals("violated");
  }
}
