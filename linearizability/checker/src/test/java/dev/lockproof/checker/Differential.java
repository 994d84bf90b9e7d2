// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.checker.history.History;
import dev.lockproof.checker.judge.Verdict;
import dev.lockproof.checker.judge.Verdict.Result;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares a monitor with exhaustive search on random small histories. */
final class Differential {
  static final long SEED = 20261120;
  static final int OPERATIONS = 14;
  private static final long EXHAUSTIVE = Long.MAX_VALUE;

  private Differential() {}

  /** Fails if the two differ on one of the histories, or if these are nearly all of one kind. */
  static void compare(Specification specification, List<RandomHistories.Shape> shapes, int count) {
    var histories = new RandomHistories<>(specification.model(), shapes, OPERATIONS, SEED);
    var monitor = Objects.requireNonNull(specification.monitor());
    int illegal = 0;
    int legal = 0;
    for (int i = 0; i < count; i++) {
      History history = histories.next();
      Verdict verdict = monitor.get().judge(history.operations());
      if (verdict.result() == Result.INCONCLUSIVE) {
        continue;
      }
      Result expected = expected(specification, history);
      if (verdict.result() != expected) {
        throw new AssertionError(
            "history %d of seed %d is %s, but the monitor says %s%n%s"
                .formatted(i, SEED, expected, verdict, lines(history)));
      }
      illegal += verdict.isFail() ? 1 : 0;
      legal += verdict.isFail() ? 0 : 1;
    }
    System.out.printf(
        "%s: of %d histories of seed %d, the monitor found %d legal, %d illegal, left %d open%n",
        specification.id(), count, SEED, legal, illegal, count - legal - illegal);
    assertThat(illegal).as("illegal among " + count).isGreaterThan(count / 20);
    assertThat(legal).as("legal among " + count).isGreaterThan(count / 20);
  }

  /** Returns what exhaustive search says. */
  static Result expected(Specification specification, History history) {
    return specification.search(EXHAUSTIVE).judge(history.operations()).result();
  }

  /** Returns a list that may hold nulls. */
  static List<@Nullable Object> values(@Nullable Object... values) {
    return Arrays.asList(values);
  }

  private static String lines(History history) {
    var lines = new StringBuilder();
    history.operations().forEach(o -> lines.append(o).append('\n'));
    return lines.toString();
  }
}
