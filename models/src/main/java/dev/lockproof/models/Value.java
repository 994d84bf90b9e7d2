// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** TLA+ values as TLC prints them, taken apart as far as a step table needs. */
final class Value {
  private static final Pattern TOKEN =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|<<|>>|[\\[({\\])}]|@@|:>|\\|->|,");
  private static final Set<String> OPENING = Set.of("<<", "[", "(", "{");
  private static final Set<String> CLOSING = Set.of(">>", "]", ")", "}");

  private Value() {}

  /**
   * Returns the parts of a function {@code (a :> 1 @@ b :> 2)} by argument, of a record {@code [a
   * |-> 1]} by field, of a tuple {@code <<1, 2>>} by position from 1; nothing of anything else.
   */
  static Map<String, String> parts(String value) {
    Map<String, String> parts = new LinkedHashMap<>();
    if (value.startsWith("<<") && value.endsWith(">>")) {
      for (String part : split(value.substring(2, value.length() - 2), ",")) {
        parts.put(String.valueOf(parts.size() + 1), part);
      }
    } else if (value.startsWith("(") && value.endsWith(")")) {
      return maplets(value, "@@", ":>");
    } else if (value.startsWith("[") && value.endsWith("]")) {
      return maplets(value, ",", "|->");
    }
    return parts;
  }

  private static Map<String, String> maplets(String value, String separator, String arrow) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String part : split(value.substring(1, value.length() - 1), separator)) {
      List<String> maplet = split(part, arrow);
      if (maplet.size() != 2) {
        return Map.of();
      }
      parts.put(maplet.get(0), maplet.get(1));
    }
    return parts;
  }

  /** Returns whether {@code value} is a set of which all elements are listed. */
  static boolean isSet(String value) {
    return value.startsWith("{") && value.endsWith("}");
  }

  /**
   * Returns the elements of the set or tuple {@code now} that {@code old} has not, or not so often.
   */
  static Stream<String> gained(String old, String now) {
    List<String> were = new ArrayList<>(elements(old));
    return elements(now).stream().filter(element -> !were.remove(element));
  }

  private static List<String> elements(String value) {
    return isSet(value)
        ? split(value.substring(1, value.length() - 1), ",")
        : List.copyOf(parts(value).values());
  }

  /**
   * Returns what {@code value} has at {@code path}, such as {@code .key.1}: a field of a record, a
   * place in a tuple or the value of a function; nothing where there is no such thing.
   */
  static String at(String value, String path) {
    String found = value;
    for (String name : path.isEmpty() ? new String[0] : path.substring(1).split("\\.", -1)) {
      found = parts(found).getOrDefault(name, "");
    }
    return found;
  }

  /** Splits at separators that are in no bracket and no string. */
  private static List<String> split(String text, String separator) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      if (OPENING.contains(token.group())) {
        depth++;
      } else if (CLOSING.contains(token.group())) {
        depth--;
      } else if (depth == 0 && token.group().equals(separator)) {
        parts.add(text.substring(start, token.start()).strip());
        start = token.end();
      }
    }
    String last = text.substring(start).strip();
    if (!last.isEmpty()) {
      parts.add(last);
    }
    return parts;
  }
}
