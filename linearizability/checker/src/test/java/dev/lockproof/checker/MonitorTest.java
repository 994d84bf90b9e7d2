// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker;

import static dev.lockproof.checker.Differential.values;

import dev.lockproof.checker.RandomHistories.Shape;
import dev.lockproof.journal.Budget;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each monitor agrees with exhaustive search on random small histories. */
class MonitorTest {

  @Test
  void ownerMutex() {
    Differential.compare(
        Specification.of("owner-mutex"),
        List.of(
            new Shape("lock", values((Object) null), values((Object) null)),
            new Shape("tryLock", values((Object) null), values(true, false, false)),
            new Shape("unlock", values((Object) null), values(true, true, true, false))),
        Budget.current().histories());
  }

  @Test
  void leaseOfFencedMutex() {
    Differential.compare(
        Specification.of("fenced-mutex"),
        List.of(
            new Shape("acquire", values((Object) null), values(1L, 2L, 3L, null, null)),
            new Shape("renew", values(1L, 2L, 3L), values(true, false)),
            new Shape("release", values(1L, 2L, 3L), values(true, true, false))),
        Budget.current().histories());
  }

  @Test
  void missesOfFencedMutex() {
    Differential.compare(
        Specification.of("fenced-mutex"),
        List.of(
            new Shape("acquire", values((Object) null), values(1L, 2L, null, null)),
            new Shape("release", values(1L, 2L), values(true))),
        Budget.current().histories());
  }

  @Test
  void guardOfFencedMutex() {
    Differential.compare(
        Specification.of("fenced-mutex"),
        List.of(
            new Shape("raise", values(1L, 2L, 3L), values(true, true, false)),
            new Shape("write", List.of(write(1), write(2), write(3)), values(true, false)),
            new Shape("read", values(2L, 3L, 4L, null), values("x"))),
        Budget.current().histories());
  }

  private static List<Object> write(long token) {
    return List.of(token, "x");
  }
}
