// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker;

import static dev.lockproof.checker.Differential.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.checker.RandomHistories.Shape;
import dev.lockproof.checker.judge.Verdict;
import dev.lockproof.journal.Budget;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The search agrees with the definition of linearizability, for each model. */
class SearchTest {
  private static final List<@Nullable Object> NULL = values((Object) null);
  private static final List<@Nullable Object> DONE = values(true, null, false);
  private static final List<@Nullable Object> FEW = values(1L, 2L);

  static Stream<Arguments> models() {
    var lock = List.of(new Shape("tryLock", NULL, DONE), new Shape("unlock", NULL, DONE));
    var fenced =
        List.of(new Shape("acquire", NULL, values(1L, 2L, null)), new Shape("release", NULL, DONE));
    var add = new Shape("add", FEW, values(0L, 1L, 2L, 3L));
    return Stream.of(
        model(
            "cas-register",
            new Shape("read", NULL, values(null, 1L, 2L)),
            new Shape("write", FEW, NULL),
            new Shape("cas", values(List.of(1L, 2L), List.of(2L, 1L)), DONE)),
        model(
            "set",
            new Shape("add", FEW, DONE),
            new Shape("remove", FEW, DONE),
            new Shape("contains", FEW, values(true, false)),
            new Shape("read", NULL, values(List.of(), List.of(1L), List.of(2L, 1L)))),
        model("counter", new Shape("add", FEW, NULL), new Shape("read", NULL, values(0L, 1L, 3L))),
        model("fetch-and-add", add, new Shape("read", NULL, values(0L, 1L, 3L))),
        model(
            "queue", new Shape("enqueue", FEW, NULL), new Shape("dequeue", NULL, values(1L, null))),
        model("stack", new Shape("push", FEW, NULL), new Shape("pop", NULL, values(1L, 2L, null))),
        model(
            "key-value",
            new Shape("get", NULL, values(null, "", "a", "ab", "b")),
            new Shape("put", values("a"), NULL),
            new Shape("append", values("b", "ab"), NULL)),
        Arguments.of("mutex", lock),
        Arguments.of("owner-mutex", lock),
        Arguments.of("reentrant-mutex:2", lock),
        Arguments.of("fenced-owner-mutex", fenced),
        Arguments.of("reentrant-fenced-mutex:2", fenced),
        model(
            "fenced-mutex",
            new Shape("acquire", NULL, values(1L, 2L, null)),
            new Shape("release", FEW, DONE),
            new Shape("write", values(List.of(1L, "a"), List.of(2L, "b")), DONE)),
        model(
            "semaphore:2",
            new Shape("tryAcquire", values(null, 2L), DONE),
            new Shape("release", values(null, 2L), DONE)),
        model(
            "expiring-lease",
            new Shape("acquire", values(2L, 5L), DONE),
            new Shape("renew", values(2L, 5L), DONE),
            new Shape("release", NULL, DONE)),
        model("token-bucket:2:3", new Shape("tryAcquire", values(null, 2L), DONE)),
        model(
            "read-write-lock",
            new Shape("tryLockRead", NULL, DONE),
            new Shape("unlockRead", NULL, DONE),
            new Shape("tryLockWrite", NULL, DONE),
            new Shape("unlockWrite", NULL, DONE)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void agreesWithTheDefinition(String id, List<Shape> shapes) {
    var histories = new RandomHistories<>(Specification.of(id).model(), shapes, 9, 1);
    Specification specification = Specification.of(id);
    int count = Budget.current().histories() / 10;
    int legal = 0;
    for (int i = 0; i < count; i++) {
      var operations = histories.next().operations();
      operations.forEach(operation -> assertThat(specification.model().defect(operation)).isNull());
      boolean expected = BruteForce.isLinearizable(specification.model(), operations);
      Verdict verdict = specification.search(Long.MAX_VALUE).judge(operations);
      if (verdict.isFail() == expected) {
        throw new AssertionError("history " + i + ": " + operations + "\n" + verdict);
      }
      legal += expected ? 1 : 0;
    }
    assertThat(legal).as("legal among " + count).isBetween(count / 50, count - count / 50);
  }

  private static Arguments model(String id, Shape... shapes) {
    return Arguments.of(id, List.of(shapes));
  }
}
