// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker;

import static dev.lockproof.checker.Differential.values;

import dev.lockproof.checker.RandomHistories.Shape;
import dev.lockproof.journal.Budget;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each monitor agrees with exhaustive search on random small histories. */
class MonitorTest {
  private static final List<@Nullable Object> NULL = values((Object) null);
  private static final List<@Nullable Object> EIGHT = values(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
  private static final List<@Nullable Object> EIGHT_OR_NONE =
      values(null, null, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
  private static final List<@Nullable Object> MOSTLY = values(true, true, true, true, false);

  /** What is compared: the name of a specification, and the operations of its histories. */
  record Case(String about, String id, List<Shape> shapes) {
    @Override
    public String toString() {
      return about + " of " + id;
    }
  }

  /** Returns all cases: for each monitor at least one. */
  static Stream<Case> cases() {
    return Stream.of(locks(), leases(), permits(), containers()).flatMap(s -> s);
  }

  private static Stream<Case> locks() {
    var lock = new Shape("lock", NULL, NULL);
    var release = new Shape("release", NULL, MOSTLY);
    return Stream.of(
        of(
            "holds",
            "owner-mutex",
            lock,
            new Shape("tryLock", NULL, values(true, false, false)),
            new Shape("unlock", NULL, MOSTLY)),
        of(
            "holds",
            "reentrant-mutex:2",
            lock,
            new Shape("tryLock", NULL, values(true, false)),
            new Shape("unlock", NULL, MOSTLY)),
        of(
            "holds",
            "fenced-owner-mutex",
            new Shape("acquire", NULL, values(1L, 2L, 3L, null)),
            release),
        of(
            "holds",
            "reentrant-fenced-mutex:2",
            new Shape("acquire", NULL, values(1L, 1L, 2L, null)),
            release),
        of("successes", "mutex", lock, new Shape("unlock", NULL, NULL)),
        of(
            "refusals",
            "mutex",
            new Shape("tryLock", NULL, values(true, false)),
            new Shape("unlock", NULL, values(true, true, false))));
  }

  private static Stream<Case> leases() {
    var tokens = values(1L, 2L, 3L);
    return Stream.of(
        of(
            "lease",
            "fenced-mutex",
            new Shape("acquire", NULL, values(1L, 2L, 3L, null, null)),
            new Shape("renew", tokens, values(true, false)),
            new Shape("release", tokens, values(true, true, false))),
        of(
            "misses",
            "fenced-mutex",
            new Shape("acquire", NULL, values(1L, 2L, null, null)),
            new Shape("release", values(1L, 1L, 2L), values(true, true, false))),
        of(
            "guard",
            "fenced-mutex",
            new Shape("raise", tokens, values(true, true, false)),
            new Shape("write", List.of(write(1), write(2), write(3)), values(true, false)),
            new Shape("read", values(2L, 3L, 4L, null), values("x"))),
        of(
            "both",
            "fenced-mutex",
            new Shape("acquire", NULL, values(1L, 2L, null)),
            new Shape("renew", values(1L, 2L), values(true, false)),
            new Shape("release", values(1L, 2L), values(true, false)),
            new Shape("raise", values(1L, 2L), values(true, false)),
            new Shape("write", List.of(write(1), write(2)), values(true, false))));
  }

  private static Stream<Case> permits() {
    return Stream.of(
        of(
            "successes",
            "semaphore:2",
            new Shape("acquire", values(null, null, null, 1L, 1L, 2L), NULL),
            new Shape("release", NULL, NULL)),
        of(
            "refusals",
            "semaphore:2",
            new Shape("tryAcquire", NULL, values(true, false)),
            new Shape("release", NULL, MOSTLY)),
        of(
            "additions",
            "fetch-and-add",
            new Shape("add", values(2L, 2L, 2L, 2L, 2L, 0L), values(0L, 0L, 2L, 4L)),
            new Shape("read", NULL, values(0L, 2L, 4L))),
        of(
            "grants",
            "token-bucket:2:3",
            new Shape("tryAcquire", values(null, null, 2L, 3L), MOSTLY)),
        of(
            "refusals",
            "token-bucket:1:5:200000",
            new Shape("tryAcquire", NULL, values(true, true, false))));
  }

  private static Stream<Case> containers() {
    var write = new Shape("write", values(1L, 2L, 3L, 4L), NULL);
    return Stream.of(
        of(
            "writes",
            "register",
            new Shape("write", EIGHT, NULL),
            new Shape("read", NULL, EIGHT_OR_NONE)),
        of(
            "chains",
            "cas-register",
            write,
            new Shape(
                "cas",
                values(List.of(1L, 5L), List.of(5L, 6L), List.of(6L, 5L), List.of(3L, 3L)),
                NULL),
            new Shape("cas", values(Arrays.asList(null, 7L), List.of(2L, 8L)), NULL),
            new Shape("read", NULL, values(null, 1L, 2L, 3L, 5L, 6L, 7L))),
        of(
            "refusals",
            "cas-register",
            new Shape("write", values(1L, 2L, 3L, 4L, 7L, 8L, 9L, null), NULL),
            new Shape("cas", values(List.of(1L, 5L), List.of(2L, 6L)), values(true, false)),
            new Shape("read", NULL, values(null, 1L, 2L, 5L))),
        of(
            "values",
            "queue",
            new Shape("enqueue", EIGHT, NULL),
            new Shape("dequeue", NULL, EIGHT_OR_NONE)),
        of(
            "values",
            "stack",
            new Shape("push", EIGHT, NULL),
            new Shape("pop", NULL, EIGHT_OR_NONE)));
  }

  private static Case of(String about, String id, Shape... shapes) {
    return new Case(about, id, List.of(shapes));
  }

  private static List<Object> write(long token) {
    return List.of(token, "x");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithSearch(Case it) {
    Differential.compare(Specification.of(it.id), it.shapes, Budget.current().histories());
  }
}
