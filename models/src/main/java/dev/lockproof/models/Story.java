// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.models;

import static java.util.Objects.requireNonNull;

import dev.lockproof.journal.Counterexample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plain sentences of a specification: for each action what happens there, and for a property
 * what is wrong in the end.
 *
 * <p>A sentence has holes, which a step fills in. For a variable {@code v}:
 *
 * <ul>
 *   <li><code>{v}</code> is the argument for which {@code v} changes, such as the client;
 *   <li><code>{v'}</code> is its new value there; of a number, a word or a record all of it;
 *   <li><code>{v=a|b}</code> are the arguments for which {@code v} is a or b after the step;
 *   <li><code>{+v}</code> and <code>{-v}</code> are what a set or a tuple gains and loses.
 * </ul>
 *
 * <p>{@code .name} after any of these takes the field, or the place in a tuple, of the value.
 */
public record Story(Map<String, String> says) {
  /** The start of a story, in place of an action. */
  static final String INIT = "Init";

  private static final Pattern HOLE =
      Pattern.compile("\\{([-+]?)(\\w+)('?)(?:=([\\w|]+))?((?:\\.\\w+)*)}");

  /** Returns how {@code trace} comes to violate a property. */
  public Counterexample counterexample(List<State> trace, String violated) {
    String text =
        trace.stream()
            .map(
                state ->
                    state.values().entrySet().stream()
                        .map(value -> "/\\ " + value.getKey() + " = " + value.getValue() + "\n")
                        .collect(
                            Collectors.joining(
                                "", "State " + state.number() + ": " + state.action() + "\n", "")))
            .collect(Collectors.joining("\n"));
    return new Counterexample(violated, steps(trace, violated), text);
  }

  /** Returns the rows of a step table: what happened, by which action, and what it changed. */
  public List<Map<String, String>> steps(List<State> trace, String violated) {
    List<Map<String, String>> rows = new ArrayList<>();
    Map<String, String> before = Map.of();
    for (State state : trace) {
      Map<String, String> row = new LinkedHashMap<>();
      row.put("step", state.number());
      row.put(Counterexample.SENTENCE, sentence(state, before));
      row.put("action", state.action());
      row.put("changes", before.isEmpty() && !says.isEmpty() ? "" : state.changes(before));
      rows.add(row);
      before = state.values().isEmpty() ? before : state.values();
    }
    String end = says.get(violated);
    if (end != null) {
      rows.add(Map.of("step", "end", Counterexample.SENTENCE, fill(end, before, before)));
    }
    return rows;
  }

  private String sentence(State state, Map<String, String> before) {
    if (state.action().equals(State.STUTTERING)) {
      return "Nothing happens any more.";
    }
    if (state.action().startsWith(State.BACK)) {
      return "And so on, for ever.";
    }
    return fill(says.getOrDefault(state.action(), state.action()), before, state.values());
  }

  /** Returns {@code sentence} with its holes filled in, for a step from one state to another. */
  static String fill(String sentence, Map<String, String> before, Map<String, String> after) {
    return HOLE.matcher(sentence)
        .replaceAll(
            hole ->
                values(hole, before, after)
                    .map(value -> Value.at(value, hole.group(5)))
                    .map(value -> value.replace("\"", ""))
                    .distinct()
                    .collect(Collectors.joining(" and "))
                    .replace("$", "\\$"));
  }

  private static Stream<String> values(
      MatchResult hole, Map<String, String> before, Map<String, String> after) {
    String old = before.getOrDefault(hole.group(2), "");
    String now = after.getOrDefault(hole.group(2), "");
    if (!hole.group(1).isEmpty()) {
      return hole.group(1).equals("+") ? Value.gained(old, now) : Value.gained(now, old);
    }
    Map<String, String> parts = Value.parts(now);
    if (hole.group(4) != null) {
      List<String> wanted = List.of(hole.group(4).split("\\|"));
      return parts.entrySet().stream()
          .filter(part -> wanted.contains(requireNonNull(part.getValue()).replace("\"", "")))
          .map(part -> requireNonNull(part.getKey()));
    }
    if (parts.isEmpty() || now.startsWith("[")) {
      return Stream.of(now);
    }
    boolean value = !hole.group(3).isEmpty();
    Map<String, String> were = Value.parts(old);
    return parts.entrySet().stream()
        .filter(part -> !requireNonNull(part.getValue()).equals(were.get(part.getKey())))
        .map(part -> requireNonNull(value ? part.getValue() : part.getKey()));
  }
}
