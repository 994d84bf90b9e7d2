// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.monitor;

import static dev.lockproof.checker.model.OwnerMutex.isAcquire;
import static dev.lockproof.checker.model.OwnerMutex.isRefused;

import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.judge.Judge;
import dev.lockproof.checker.judge.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides {@link dev.lockproof.checker.model.OwnerMutex} in O(n log n).
 *
 * <p><b>Holds.</b> A process works through its operations one by one, and only the holder can
 * unlock. So a successful acquire is ended by the next successful unlock of the same process; both
 * together are a <i>hold</i>. An acquire while the process holds, an unlock while it does not, and
 * refusals of an unlock that say the contrary are illegal in any order. A hold whose unlock never
 * comes is open, one whose unlock has an unknown outcome may end at any time after that was
 * invoked. The <i>core</i> of a hold, {@code (acquire.ret, unlock.call)}, is where the lock is held
 * in any legal order. A failed acquire of the holder itself lies in its core and is legal.
 *
 * <p><b>Theorem.</b> The history is linearizable if and only if
 *
 * <ol>
 *   <li>the cores, sorted by their starts, are disjoint, and
 *   <li>no failed acquire lies wholly inside a forced gap {@code (unlock.ret of one hold,
 *       acquire.call of the next)}, before the first hold, or after the last one; except that one
 *       after the last hold may be there if an acquire of unknown outcome was invoked before it
 *       returned.
 * </ol>
 *
 * <p><b>Necessity.</b> (1) Holds exclude each other, and contain their cores. (2) As the cores are
 * disjoint, the holds are in the order of their cores. The lock is held in a forced gap only by an
 * acquire of unknown outcome; but then its process has ended and never unlocks, so no hold follows.
 *
 * <p><b>Sufficiency.</b> Let the unlock u of a hold be followed by the acquire a of the next. If
 * {@code u.ret < a.call} let u take effect at its end and a at its start; between them is the
 * forced gap. Otherwise let both take effect at {@code max(u.call, a.call)}, u first; this lies in
 * u as {@code a.call < u.ret}, and in a as {@code u.call < a.ret} by (1). Then the lock is free in
 * forced gaps only, so by (2) each other failed acquire has an instant at which the lock is held.
 * The unknown acquire that was invoked first takes effect, if needed, as soon as it can after the
 * last hold, and is there for each failed acquire that (2) excepts. Unlocks of unknown outcome take
 * effect just before the next hold, other unknown operations do not.
 */
public final class OwnerMutexMonitor implements Judge {

  /** Creates the monitor. */
  public OwnerMutexMonitor() {}

  @Override
  public Verdict judge(List<Operation> operations) {
    return new Run().judge(operations);
  }

  /** An acquire and the unlock that ends it; null while there is none. */
  private static final class Hold {
    final Operation acquire;
    @Nullable Operation unlock;

    Hold(Operation acquire) {
      this.acquire = acquire;
    }

    int coreEnd() {
      return unlock == null ? Operation.NEVER : unlock.call();
    }

    int surelyOver() {
      return unlock == null ? Operation.NEVER : unlock.ret();
    }
  }

  private static final class Run {
    private final Map<Integer, Hold> current = new HashMap<>();
    private final List<Hold> holds = new ArrayList<>();
    private final List<Operation> failed = new ArrayList<>();
    private @Nullable Operation firstUnknown;

    Verdict judge(List<Operation> operations) {
      for (Operation operation : operations) {
        Hold hold = current.get(operation.process());
        Verdict verdict = isAcquire(operation) ? acquire(operation, hold) : unlock(operation, hold);
        if (verdict != null) {
          return verdict;
        }
      }
      holds.sort(Comparator.comparingInt(hold -> hold.acquire.ret()));
      Verdict verdict = overlap();
      return verdict == null ? misses() : verdict;
    }

    private @Nullable Verdict acquire(Operation operation, @Nullable Hold hold) {
      if (isRefused(operation)) {
        failed.add(operation);
      } else if (operation.isInfo()) {
        firstUnknown = firstUnknown == null ? operation : firstUnknown;
      } else if (hold != null) {
        return Verdict.fail(
            "process " + operation.process() + " got the lock while it held it already",
            hold.acquire,
            operation);
      } else {
        var begun = new Hold(operation);
        current.put(operation.process(), begun);
        holds.add(begun);
      }
      return null;
    }

    private @Nullable Verdict unlock(Operation operation, @Nullable Hold hold) {
      if (isRefused(operation)) {
        return hold == null
            ? null
            : Verdict.fail("an unlock was refused to the holder", hold.acquire, operation);
      }
      if (hold != null) {
        hold.unlock = operation;
        current.remove(operation.process());
      } else if (operation.isOk()) {
        return Verdict.fail(
            "process " + operation.process() + " unlocked a lock that it did not hold", operation);
      }
      return null;
    }

    private @Nullable Verdict overlap() {
      for (int i = 1; i < holds.size(); i++) {
        Hold first = holds.get(i - 1);
        Hold second = holds.get(i);
        if (first.coreEnd() > second.acquire.ret()) {
          return Verdict.fail(
              "processes %d and %d held the lock at the same time"
                  .formatted(first.acquire.process(), second.acquire.process()),
              Stream.of(first.acquire, first.unlock, second.acquire, second.unlock)
                  .filter(Objects::nonNull)
                  .toArray(Operation[]::new));
        }
      }
      return null;
    }

    private Verdict misses() {
      List<Gap> gaps = gaps();
      for (Operation miss : failed) {
        Gap gap = Gap.enclosing(gaps, miss);
        boolean last = gap != null && gap.after() == null;
        boolean excused = last && firstUnknown != null && firstUnknown.call() < miss.ret();
        if (gap != null && !excused) {
          return miss(gap, miss);
        }
      }
      return Verdict.pass(holds.size() + " holds, one after the other");
    }

    private static Verdict miss(Gap gap, Operation miss) {
      return Verdict.fail(
          "process %d was told that the lock is held, but it was free all the time"
              .formatted(miss.process()),
          Stream.of(gap.before(), miss, gap.after())
              .filter(Objects::nonNull)
              .toArray(Operation[]::new));
    }

    private List<Gap> gaps() {
      var gaps = new ArrayList<Gap>();
      int from = -1;
      Operation before = null;
      for (Hold hold : holds) {
        if (from < hold.acquire.call()) {
          gaps.add(new Gap(from, hold.acquire.call(), before, hold.acquire));
        }
        from = hold.surelyOver();
        before = hold.unlock;
      }
      if (from < Operation.NEVER) {
        gaps.add(new Gap(from, Operation.NEVER, before, null));
      }
      return gaps;
    }
  }
}
