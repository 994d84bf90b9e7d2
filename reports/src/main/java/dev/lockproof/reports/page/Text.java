// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words and numbers as a reader expects them. */
final class Text {
  private static final Pattern NUMBER = Pattern.compile("\\d{4,}");

  private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9_]+");

  private Text() {}

  /** {@code "1 claim"}, {@code "2 claims"}. */
  static String count(long n, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", n, noun, n == 1 ? "" : "s");
  }

  /** {@code "0.4 s"}, {@code "7 min 12 s"}. */
  static String duration(double seconds) {
    if (seconds < 9.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? whole / 60 + " min" + (whole % 60 == 0 ? "" : " " + whole % 60 + " s")
        : whole / 3600 + " h " + whole / 60 % 60 + " min";
  }

  /** A measured number: three digits that mean something, and thousands set apart. */
  static String number(double value) {
    double size = Math.abs(value);
    int decimals = size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  /** One value of a JSON object; counts get their thousands set apart. */
  static String value(JsonNode node) {
    if (node.isIntegralNumber()) {
      return String.format(Locale.ROOT, "%,d", node.bigIntegerValue());
    }
    return node.isContainerNode() ? node.toString() : node.isNull() ? "" : node.asText();
  }

  /** {@code sampled(41200000)} as {@code "sampled (41,200,000)"}. */
  static String strength(String strength) {
    return NUMBER
        .matcher(strength)
        .replaceAll(match -> String.format(Locale.ROOT, "%,d", new BigInteger(match.group())))
        .replaceFirst("(?<=\\w)\\(", " (");
  }

  /** {@code {"distinctStates": 1200, "depth": 9}} as {@code "distinct states 1,200; depth 9"}. */
  static String facts(JsonNode object) {
    return object.properties().stream()
        .map(fact -> words(fact.getKey()) + " " + name(value(fact.getValue())))
        .collect(Collectors.joining("; "));
  }

  /** A constant such as {@code RAW_SCRIPTS} as {@code "raw scripts"}; other names unchanged. */
  static String name(String name) {
    return CONSTANT.matcher(name).matches()
        ? name.toLowerCase(Locale.ROOT).replace('_', ' ')
        : name;
  }

  private static String words(String camelCase) {
    return camelCase.replaceAll("(?<=[a-z])(?=[A-Z][a-z])|_", " ").toLowerCase(Locale.ROOT);
  }
}
