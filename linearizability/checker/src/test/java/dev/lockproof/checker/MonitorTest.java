// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker;

import static dev.lockproof.checker.Differential.values;

import dev.lockproof.checker.RandomHistories.Shape;
import dev.lockproof.journal.Budget;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each monitor agrees with exhaustive search on random small histories. */
class MonitorTest {
  private static final List<@Nullable Object> NULL = values((Object) null);

  @Test
  void ownerMutex() {
    compare(
        "owner-mutex",
        new Shape("lock", NULL, NULL),
        new Shape("tryLock", NULL, values(true, false, false)),
        new Shape("unlock", NULL, values(true, true, true, false)));
  }

  @Test
  void reentrantMutex() {
    compare(
        "reentrant-mutex:2",
        new Shape("lock", NULL, NULL),
        new Shape("tryLock", NULL, values(true, false)),
        new Shape("unlock", NULL, values(true, true, true, true, true, false)));
  }

  @Test
  void fencedOwnerMutex() {
    compare(
        "fenced-owner-mutex",
        new Shape("acquire", NULL, values(1L, 2L, 3L, null)),
        new Shape("release", NULL, values(true, true, true, true, false)));
  }

  @Test
  void reentrantFencedMutex() {
    compare(
        "reentrant-fenced-mutex:2",
        new Shape("acquire", NULL, values(1L, 1L, 2L, null)),
        new Shape("release", NULL, values(true, true, true, true, false)));
  }

  @Test
  void leaseOfFencedMutex() {
    compare(
        "fenced-mutex",
        new Shape("acquire", NULL, values(1L, 2L, 3L, null, null)),
        new Shape("renew", values(1L, 2L, 3L), values(true, false)),
        new Shape("release", values(1L, 2L, 3L), values(true, true, false)));
  }

  @Test
  void missesOfFencedMutex() {
    compare(
        "fenced-mutex",
        new Shape("acquire", NULL, values(1L, 2L, null, null)),
        new Shape("release", values(1L, 2L), values(true)));
  }

  @Test
  void guardOfFencedMutex() {
    compare(
        "fenced-mutex",
        new Shape("raise", values(1L, 2L, 3L), values(true, true, false)),
        new Shape("write", List.of(write(1), write(2), write(3)), values(true, false)),
        new Shape("read", values(2L, 3L, 4L, null), values("x")));
  }

  @Test
  void mutex() {
    compare("mutex", new Shape("lock", NULL, NULL), new Shape("unlock", NULL, NULL));
  }

  @Test
  void semaphore() {
    compare("semaphore:2", new Shape("acquire", NULL, NULL), new Shape("release", NULL, NULL));
  }

  @Test
  void fetchAndAdd() {
    compare(
        "fetch-and-add",
        new Shape("add", values(2L), values(0L, 0L, 2L, 4L)),
        new Shape("read", NULL, values(0L, 2L, 4L)));
  }

  @Test
  void register() {
    compare(
        "register",
        new Shape("write", values(1L, 2L, 3L, 4L, 5L, 6L), NULL),
        new Shape("read", NULL, values(null, 1L, 2L, 3L, 4L, 5L, 6L)));
  }

  @Test
  void casRegister() {
    compare(
        "cas-register",
        new Shape("write", values(1L, 2L, 3L, 4L), NULL),
        new Shape("cas", values(List.of(1L, 5L), List.of(5L, 6L), List.of(6L, 5L)), NULL),
        new Shape("cas", values(Arrays.asList(null, 7L), List.of(2L, 8L)), NULL),
        new Shape("read", NULL, values(null, 1L, 2L, 3L, 5L, 6L, 7L)));
  }

  @Test
  void queue() {
    compare(
        "queue",
        new Shape("enqueue", values(1L, 2L, 3L, 4L, 5L, 6L), NULL),
        new Shape("dequeue", NULL, values(null, null, 1L, 2L, 3L, 4L, 5L, 6L)));
  }

  @Test
  void stack() {
    compare(
        "stack",
        new Shape("push", values(1L, 2L, 3L, 4L, 5L, 6L), NULL),
        new Shape("pop", NULL, values(null, null, 1L, 2L, 3L, 4L, 5L, 6L)));
  }

  @Test
  void refusalsOfMutex() {
    compare(
        "mutex",
        new Shape("tryLock", NULL, values(true, false)),
        new Shape("unlock", NULL, values(true, true, false)));
  }

  @Test
  void refusalsOfSemaphore() {
    compare(
        "semaphore:2",
        new Shape("tryAcquire", NULL, values(true, false)),
        new Shape("release", NULL, values(true, true, true, false)));
  }

  private static List<Object> write(long token) {
    return List.of(token, "x");
  }

  private static void compare(String id, Shape... shapes) {
    Differential.compare(Specification.of(id), List.of(shapes), Budget.current().histories());
  }
}
