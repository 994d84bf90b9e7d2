// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.checker.history.Event;
import dev.lockproof.checker.history.History;
import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.judge.Verdict;
import dev.lockproof.checker.model.TokenBucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges what was admitted, and what was refused, by sliding windows.
 *
 * <p>It finds what surely is wrong. More permits than the limit, of requests that all began and
 * ended within less than the length, are too many, whatever moments they took effect at. A refusal
 * is wrong if there was room for it even beside all that may have counted at any moment of it:
 * whatever began by its end, and had not ended a length before its beginning; requests of unknown
 * outcome too.
 *
 * @param limit the permits of a window
 * @param length from which length on a window may have more
 * @param driftPpm how much the clocks of server and history may differ in rate, in millionths
 */
record WindowJudge(long limit, Duration length, int driftPpm) {

  /** Judges a history, key by key. */
  Verdict judge(List<Event> events) {
    int judged = 0;
    for (List<Operation> operations : History.of(events).byKey().values()) {
      Verdict verdict = judgeOne(operations);
      if (verdict != null) {
        return verdict;
      }
      judged += operations.size();
    }
    return judged == 0
        ? Verdict.inconclusive("nothing to judge")
        : Verdict.pass("no window has too many, nothing was refused that had room");
  }

  private @Nullable Verdict judgeOne(List<Operation> operations) {
    for (Operation first : operations) {
      List<Operation> window = admittedWithin(operations, first);
      if (permits(window) > limit) {
        String why = "%d permits were admitted in less than %s; the limit is %d";
        return new Verdict(
            Verdict.Result.FAIL, why.formatted(permits(window), length, limit), window);
      }
    }
    for (Operation refusal : operations) {
      if (Boolean.FALSE.equals(refusal.output())) {
        long counting = permits(mayCount(operations, refusal));
        if (counting + TokenBucket.permits(refusal) <= limit) {
          String why = "%s, although at most %d of %d permits counted";
          return Verdict.fail(why.formatted(refusal.describe(), counting, limit), refusal);
        }
      }
    }
    return null;
  }

  /** Returns what was admitted from a request on, in less than the length. */
  private List<Operation> admittedWithin(List<Operation> operations, Operation first) {
    long less = length.toNanos() - drift();
    var window = new ArrayList<Operation>();
    for (Operation operation : operations) {
      if (Boolean.TRUE.equals(operation.output())
          && operation.callTime() >= first.callTime()
          && operation.retTime() - first.callTime() < less) {
        window.add(operation);
      }
    }
    return window;
  }

  private List<Operation> mayCount(List<Operation> operations, Operation refusal) {
    long more = length.toNanos() + drift();
    return operations.stream()
        .filter(operation -> operation.isInfo() || Boolean.TRUE.equals(operation.output()))
        .filter(operation -> operation.callTime() <= refusal.retTime())
        .filter(operation -> operation.isInfo() || refusal.callTime() - operation.retTime() <= more)
        .toList();
  }

  private long drift() {
    return length.toNanos() / 1_000_000 * driftPpm;
  }

  private static long permits(List<Operation> operations) {
    return operations.stream().mapToLong(TokenBucket::permits).sum();
  }
}
