// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.monitor;

import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.judge.Judge;
import dev.lockproof.checker.judge.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Decides {@link dev.lockproof.checker.model.FetchAndAdd} in O(n log n), where all additions are of
 * one positive number. Others are left to the search.
 *
 * <p><b>Slots.</b> Let the number be d. In a legal order, the k-th addition, from zero, gives k d,
 * and reads of k d lie between the additions k - 1 and k. So outputs put the known operations into
 * an order, but for reads of one value, which may be in any order. Outputs must be multiples of d,
 * none negative, and additions must give distinct ones. A k below the last of these that no
 * addition has is <i>missing</i>, and taken by an addition of unknown outcome.
 *
 * <p><b>Theorem.</b> The history is linearizable if and only if, besides,
 *
 * <ol>
 *   <li>{@code x.call < y.ret} for all known x before y in this order, and
 *   <li>the missing k can be given different additions u of unknown outcome with {@code u.call <
 *       y.ret} for each known y behind k.
 * </ol>
 *
 * <p><b>Proof.</b> Necessity is plain. For sufficiency let each operation take effect at the
 * greatest call of those up to itself in the order, reads of one value in the order of their calls;
 * by (1) and (2) this is before its completion. Unknown additions that are not needed are left out.
 * (2) is decided by giving the k in their order the unknown additions in the order of their calls:
 * the least {@code ret} behind k grows with k, so an exchange of two never makes a choice worse.
 */
public final class FetchAndAddMonitor implements Judge {

  /** Creates the monitor. */
  public FetchAndAddMonitor() {}

  @Override
  public Verdict judge(List<Operation> operations) {
    long delta = 0;
    var known = new ArrayList<Operation>();
    var unknown = new ArrayList<Operation>();
    for (Operation operation : operations) {
      if (operation.input() instanceof Long number) {
        if (number <= 0 || (delta != 0 && number != delta)) {
          return Verdict.inconclusive("additions of different numbers need a search");
        }
        delta = number;
      }
      if (operation.isOk()) {
        known.add(operation);
      } else if (isAdd(operation)) {
        unknown.add(operation);
      }
    }
    known.sort(
        Comparator.comparingLong(FetchAndAddMonitor::output)
            .thenComparing(FetchAndAddMonitor::isAdd)
            .thenComparingInt(Operation::call));
    return judge(known, unknown, Math.max(delta, 1));
  }

  private static Verdict judge(List<Operation> known, List<Operation> unknown, long delta) {
    int used = 0;
    long next = 0; // the value after the additions up to here
    Operation latest = null;
    int[] ends = endsBehind(known);
    for (int i = 0; i < known.size(); i++) {
      Operation operation = known.get(i);
      long output = output(operation);
      if (output < next || output % delta != 0) {
        String why = operation.describe() + " cannot be: the value is %d when it comes";
        return Verdict.fail(why.formatted(next), latest, operation);
      }
      for (; next < output; next += delta) {
        if (used == unknown.size() || unknown.get(used).call() > ends[i]) {
          String why = "nothing can have brought the value from %d to %d before %s";
          return Verdict.fail(why.formatted(next, output, operation.describe()), operation);
        }
        used++;
      }
      latest = latest == null || latest.call() < operation.call() ? operation : latest;
      if (operation.ret() < latest.call()) {
        String why = "%s must come before %s, but was invoked after that had returned";
        return Verdict.fail(
            why.formatted(latest.describe(), operation.describe()), operation, latest);
      }
      next += isAdd(operation) ? delta : 0;
    }
    return Verdict.pass("the value rises to " + next + " in the order of the operations");
  }

  /** Returns for each operation the first completion of it and those behind. */
  private static int[] endsBehind(List<Operation> known) {
    var ends = new int[known.size()];
    int end = Operation.NEVER;
    for (int i = ends.length - 1; i >= 0; i--) {
      end = Math.min(end, known.get(i).ret());
      ends[i] = end;
    }
    return ends;
  }

  private static boolean isAdd(Operation operation) {
    return operation.f().equals("add");
  }

  private static long output(Operation operation) {
    return (Long) Objects.requireNonNull(operation.output());
  }
}
