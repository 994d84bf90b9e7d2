// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker;

import static dev.lockproof.checker.Differential.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.checker.RandomHistories.Shape;
import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.model.Model;
import dev.lockproof.journal.Budget;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Models with zones agree with naive ones that try every nanosecond. */
class TimedModelTest {
  private static final long HORIZON = 20;
  private static final List<@Nullable Object> NULL = values((Object) null);
  private static final List<@Nullable Object> DONE = values(true, false);

  private static final List<Shape> LEASE =
      List.of(
          new Shape("acquire", values(3L, 6L), DONE),
          new Shape("renew", values(3L, 6L), DONE),
          new Shape("release", NULL, DONE));
  private static final List<Shape> BUCKET =
      List.of(new Shape("tryAcquire", values(null, 1L, 2L, 3L), DONE));

  /** A state at one moment: holder and expiry; or when the fast and the slow bucket are full. */
  private record Moment(long now, int holder, long deadline, long slow) {}

  /** What an operation may do at an exact moment; nothing if it cannot happen then. */
  private interface Exact {
    List<Moment> at(long now, Moment before, Operation operation);
  }

  @Test
  void expiringLease() {
    compare("expiring-lease", (now, before, operation) -> lease(now, before, operation, 0), LEASE);
  }

  /** With a drift of a third, a lease of 3 ns lasts from 2 to 4, and one of 6 from 4 to 8. */
  @Test
  void driftingLease() {
    compare(
        "expiring-lease:333334",
        (now, before, operation) -> lease(now, before, operation, 3),
        LEASE);
  }

  @Test
  void tokenBucket() {
    compare(
        "token-bucket:2:3", (now, before, operation) -> bucket(now, before, operation, 0), BUCKET);
  }

  /** With a drift of a third, an interval of 3 ns lasts from 2 to 4. */
  @Test
  void driftingTokenBucket() {
    compare(
        "token-bucket:2:3:333334",
        (now, before, operation) -> bucket(now, before, operation, 1),
        BUCKET);
  }

  private static List<Moment> lease(long now, Moment before, Operation operation, long part) {
    boolean valid = before.holder >= 0 && now < before.deadline;
    boolean owns = valid && before.holder == operation.process();
    boolean can = operation.f().equals("acquire") ? !valid : owns;
    if (Boolean.FALSE.equals(operation.output())) {
      return can ? List.of() : List.of(new Moment(now, before.holder, before.deadline, 0));
    }
    int holder = operation.f().equals("release") ? -1 : operation.process();
    long timeToLive = operation.input() instanceof Long nanos ? nanos : 0;
    long drift = part == 0 ? 0 : timeToLive / part;
    return can
        ? LongStream.rangeClosed(-drift, drift)
            .mapToObj(d -> new Moment(now, holder, now + timeToLive + d, 0))
            .toList()
        : List.of();
  }

  private static List<Moment> bucket(long now, Moment before, Operation operation, long drift) {
    long permits = operation.input() instanceof Long number ? number : 1;
    long fast = Math.max(now, before.deadline) + (3 - drift) * permits;
    long slow = Math.max(now, before.slow) + (3 + drift) * permits;
    if (Boolean.FALSE.equals(operation.output())) {
      boolean may = slow - now > 2 * (3 + drift);
      return may ? List.of(new Moment(now, 0, before.deadline, before.slow)) : List.of();
    }
    return fast - now <= 2 * (3 - drift) ? List.of(new Moment(now, 0, fast, slow)) : List.of();
  }

  private static void compare(String id, Exact exact, List<Shape> shapes) {
    var histories = new RandomHistories<>(Specification.of(id).model(), shapes, 7, 3);
    Model<?> model = Specification.of(id).model();
    int count = Budget.current().histories() / 20;
    int legal = 0;
    for (int i = 0; i < count; i++) {
      List<Operation> operations = histories.next().operations();
      boolean expected =
          canFinish(
              exact,
              operations,
              new boolean[operations.size()],
              new Moment(RandomHistories.FIRST, -1, -99, -99));
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
          now <= last && !used[i] && !finished && mayBeNext(i, operations, used);
          now++) {
        used[i] = true;
        for (Moment next : exact.at(now, moment, operation)) {
          finished |= canFinish(exact, operations, used, next);
        }
        used[i] = false;
      }
    }
    return finished;
  }

  private static boolean mayBeNext(int next, List<Operation> operations, boolean[] used) {
    for (int i = 0; i < used.length; i++) {
      if (!used[i] && operations.get(i).precedes(operations.get(next))) {
        return false;
      }
    }
    return true;
  }
}
