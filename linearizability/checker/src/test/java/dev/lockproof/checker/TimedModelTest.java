// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker;

import static dev.lockproof.checker.Differential.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.checker.RandomHistories.Shape;
import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.model.Model;
import dev.lockproof.journal.Budget;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Models with zones agree with naive ones that try every nanosecond. */
class TimedModelTest {
  private static final long HORIZON = 16;
  private static final List<@Nullable Object> NULL = values((Object) null);
  private static final List<@Nullable Object> DONE = values(true, false);

  /** A state at one moment: holder and expiry, or full again and nothing. */
  private record Moment(long now, int holder, long deadline) {}

  /** What an operation does at an exact moment; null if it cannot happen then. */
  private interface Exact {
    @Nullable Moment at(long now, Moment before, Operation operation);
  }

  @Test
  void expiringLease() {
    compare(
        "expiring-lease",
        TimedModelTest::lease,
        List.of(
            new Shape("acquire", values(2L, 5L), DONE),
            new Shape("renew", values(2L, 5L), DONE),
            new Shape("release", NULL, DONE)));
  }

  @Test
  void tokenBucket() {
    compare(
        "token-bucket:2:3",
        TimedModelTest::bucket,
        List.of(new Shape("tryAcquire", values(null, 1L, 2L, 3L), DONE)));
  }

  private static @Nullable Moment lease(long now, Moment before, Operation operation) {
    boolean valid = before.holder >= 0 && now < before.deadline;
    boolean owns = valid && before.holder == operation.process();
    boolean can = operation.f().equals("acquire") ? !valid : owns;
    if (Boolean.FALSE.equals(operation.output())) {
      return can ? null : new Moment(now, before.holder, before.deadline);
    }
    int holder = operation.f().equals("release") ? -1 : operation.process();
    long timeToLive = operation.input() instanceof Long nanos ? nanos : 0;
    return can ? new Moment(now, holder, now + timeToLive) : null;
  }

  private static @Nullable Moment bucket(long now, Moment before, Operation operation) {
    long permits = operation.input() instanceof Long number ? number : 1;
    long full = Math.max(now, before.deadline) + 3 * permits;
    boolean can = full - now <= 2 * 3;
    if (Boolean.FALSE.equals(operation.output())) {
      return can ? null : new Moment(now, 0, before.deadline);
    }
    return can ? new Moment(now, 0, full) : null;
  }

  private static void compare(String id, Exact exact, List<Shape> shapes) {
    var histories = new RandomHistories(shapes, new SplittableRandom(3));
    Model<?> model = Specification.of(id).model();
    int count = Budget.current().histories() / 20;
    int legal = 0;
    for (int i = 0; i < count; i++) {
      List<Operation> operations = histories.next().operations();
      boolean expected =
          canFinish(exact, operations, new boolean[operations.size()], new Moment(0, -1, -99));
      assertThat(BruteForce.isLinearizable(model, operations))
          .as("history %d: %s", i, operations)
          .isEqualTo(expected);
      legal += expected ? 1 : 0;
    }
    assertThat(legal).isBetween(count / 50, count - count / 50);
  }

  private static boolean canFinish(
      Exact exact, List<Operation> operations, boolean[] used, Moment moment) {
    boolean finished = true;
    for (int i = 0; i < used.length; i++) {
      finished &= used[i] || operations.get(i).isInfo();
    }
    for (int i = 0; i < used.length && !finished; i++) {
      Operation operation = operations.get(i);
      long last = Math.min(operation.retTime(), HORIZON);
      for (long now = Math.max(moment.now, operation.callTime());
          now <= last && !used[i] && !finished;
          now++) {
        Moment next = exact.at(now, moment, operation);
        used[i] = true;
        finished = next != null && canFinish(exact, operations, used, next);
        used[i] = false;
      }
    }
    return finished;
  }
}
