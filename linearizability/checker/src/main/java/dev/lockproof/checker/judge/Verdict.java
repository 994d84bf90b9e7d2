// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.judge;

import dev.lockproof.checker.history.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a judge says of a history.
 *
 * @param result the verdict
 * @param explanation the reason, for a person
 * @param offending the operations that cannot be ordered, by their invocations; empty unless the
 *     result is {@link Result#FAIL}
 */
public record Verdict(Result result, String explanation, List<Operation> offending) {

  /** Sorts the offending operations by their invocations. */
  public Verdict {
    offending =
        offending.stream().distinct().sorted(Comparator.comparingInt(Operation::call)).toList();
  }

  /** Returns the verdict that a history is legal. */
  public static Verdict pass(String explanation) {
    return new Verdict(Result.PASS, explanation, List.of());
  }

  /**
   * Returns the verdict that a history is illegal because of some operations; nulls are skipped.
   */
  public static Verdict fail(String explanation, @Nullable Operation... offending) {
    return new Verdict(
        Result.FAIL, explanation, Stream.of(offending).flatMap(Stream::ofNullable).toList());
  }

  /** Returns the verdict that nothing could be decided. */
  public static Verdict inconclusive(String explanation) {
    return new Verdict(Result.INCONCLUSIVE, explanation, List.of());
  }

  /** Returns whether the history is illegal. */
  public boolean isFail() {
    return result == Result.FAIL;
  }

  /**
   * Returns the offending operations as a table, a row for each invocation and completion, with the
   * columns time, process, event and value. Times count from the first row.
   */
  public List<Map<String, String>> steps() {
    var steps = new ArrayList<Step>();
    for (Operation operation : offending) {
      String name = operation.f() + (operation.key() == null ? "" : "(" + operation.key() + ")");
      String input = operation.input() == null ? "" : operation.input().toString();
      steps.add(new Step(operation.call(), operation.callTime(), operation, name, input));
      if (operation.ret() != Operation.NEVER) {
        String output = operation.output() == null ? "" : operation.output().toString();
        String done = name + " returns";
        steps.add(new Step(operation.ret(), operation.retTime(), operation, done, output));
      } else {
        steps.add(new Step(Operation.NEVER, 0, operation, name + " has no known outcome", ""));
      }
    }
    steps.sort(Comparator.comparingInt(Step::position));
    long start = steps.isEmpty() ? 0 : steps.get(0).time;
    return steps.stream().map(step -> step.row(start)).toList();
  }

  /** Returns the explanation, followed by the steps as lines of text. */
  @Override
  public String toString() {
    var text = new StringBuilder(result + ": " + explanation);
    for (Map<String, String> step : steps()) {
      String line =
          "%n  %12s  process %-4s %s %s"
              .formatted(
                  step.get("time"), step.get("process"), step.get("event"), step.get("value"));
      text.append(line.stripTrailing());
    }
    return text.toString();
  }

  /** The three verdicts. */
  public enum Result {
    /** The history is legal. */
    PASS,
    /** The history is illegal. */
    FAIL,
    /** The budget ran out, or there was nothing to judge. */
    INCONCLUSIVE
  }

  private record Step(int position, long time, Operation operation, String event, String value) {
    Map<String, String> row(long start) {
      var row = new LinkedHashMap<String, String>();
      boolean known = position != Operation.NEVER;
      row.put("time", known ? String.format(Locale.ROOT, "%.3f ms", (time - start) / 1e6) : "");
      row.put("process", Integer.toString(operation.process()));
      row.put("event", event);
      row.put("value", value);
      return row;
    }
  }
}
