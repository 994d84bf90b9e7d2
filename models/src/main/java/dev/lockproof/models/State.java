// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A state of a counterexample, as TLC prints it.
 *
 * @param number its place, from 1
 * @param action the action that led there; {@code Init}, {@code Stuttering} or {@code Back to state
 *     n} where there is none
 * @param values from variable to value; empty where TLC prints no state
 */
public record State(String number, String action, Map<String, String> values) {
  private static final Pattern HEAD = Pattern.compile("(\\d+): (.*)");
  private static final Pattern ACTION = Pattern.compile("<(\\w+) line .*");

  /** How the action of a trace that loops begins. */
  static final String BACK = "Back to state";

  /** The action of a trace that ends for ever. */
  static final String STUTTERING = "Stuttering";

  /** Reads a state; what is not understood becomes part of the action. */
  static State parse(String text) {
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    Matcher head = HEAD.matcher(lines.isEmpty() ? "" : lines.get(0));
    if (!head.matches()) {
      return new State("", text.strip(), Map.of());
    }
    String place = head.group(2);
    if (place.startsWith(BACK)) {
      return new State("", BACK + " " + head.group(1), Map.of());
    }
    List<String> conjuncts = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      if (line.startsWith("/\\ ") || conjuncts.isEmpty()) {
        conjuncts.add(line.startsWith("/\\ ") ? line.substring(3) : line);
      } else {
        conjuncts.add(conjuncts.remove(conjuncts.size() - 1) + " " + line);
      }
    }
    Map<String, String> values = new TreeMap<>();
    for (String conjunct : conjuncts) {
      int equals = conjunct.indexOf(" = ");
      if (equals > 0) {
        values.put(conjunct.substring(0, equals), conjunct.substring(equals + 3));
      }
    }
    return new State(
        head.group(1), place.equals("<Initial predicate>") ? Story.INIT : action(place), values);
  }

  private static String action(String place) {
    Matcher action = ACTION.matcher(place);
    return action.matches() ? action.group(1) : place;
  }

  /** Returns to which parts of the state something happened since {@code before}, and what. */
  String changes(Map<String, String> before) {
    return String.join("; ", changes(before, values));
  }

  private static List<String> changes(Map<String, String> before, Map<String, String> after) {
    List<String> changes = new ArrayList<>();
    after.forEach(
        (variable, value) -> {
          String old = before.get(variable);
          if (old == null) {
            changes.add(variable + " = " + value);
          } else if (!old.equals(value)) {
            changes.addAll(changes(variable, old, value));
          }
        });
    return changes;
  }

  /**
   * Returns what changed in one variable: what a set gained and lost; the changed and new parts of
   * what has parts; else all.
   */
  private static List<String> changes(String variable, String old, String value) {
    if (Value.isSet(old) && Value.isSet(value)) {
      return Stream.concat(
              Value.gained(value, old).map(gone -> variable + " without " + gone),
              Value.gained(old, value).map(gain -> variable + " with " + gain))
          .toList();
    }
    Map<String, String> before = Value.parts(old);
    Map<String, String> after = Value.parts(value);
    if (after.isEmpty() || !after.keySet().containsAll(before.keySet())) {
      return List.of(variable + " = " + value);
    }
    return after.entrySet().stream()
        .filter(part -> !part.getValue().equals(before.get(part.getKey())))
        .map(part -> variable + "[" + part.getKey() + "] = " + part.getValue())
        .toList();
  }
}
