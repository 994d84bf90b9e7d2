// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.monitor;

import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.judge.Judge;
import dev.lockproof.checker.judge.Verdict;
import dev.lockproof.checker.model.FencedOwnerMutex;
import dev.lockproof.checker.model.OwnerMutex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides {@link OwnerMutex} and {@link FencedOwnerMutex}, reentrant or not, in O(n log n).
 *
 * <p><b>Holds.</b> A process works through its operations one by one, and only the holder can
 * unlock. So its successes tell how many times it holds the lock, at each moment when it has no
 * operation under way. From the acquire that makes this one to the unlock that makes it zero is a
 * <i>hold</i>. What a process does that holds the lock must fit this count, in any order of the
 * whole: an acquire succeeds if and only if the limit is not reached, with the token of the hold;
 * an unlock succeeds if and only if the count is not zero. A hold without a last unlock is open;
 * one whose last unlock has an unknown outcome may end at any time after that was invoked. The
 * <i>core</i> of a hold, {@code (acquire.ret, unlock.call)}, is where the lock is held in any
 * order.
 *
 * <p><b>Theorem.</b> The history is linearizable if and only if, besides,
 *
 * <ol>
 *   <li>the cores, sorted by their starts, are disjoint, and tokens rise in this order;
 *   <li>no failed acquire of a process that does not hold the lock lies wholly inside a forced gap
 *       {@code (unlock.ret of one hold, acquire.call of the next)}, before the first hold, or after
 *       the last one; except that one after the last hold may be there if an acquire of unknown
 *       outcome was invoked before it returned.
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
 * last hold, and is there for each failed acquire that (2) excepts; its token is unknown, so it
 * fits. Unlocks of unknown outcome take effect just before the next hold, other unknown operations
 * do not.
 */
public final class OwnerMutexMonitor implements Judge {
  private final int limit;
  private final boolean fenced;
  private final Map<Integer, Hold> current = new HashMap<>();
  private final List<Hold> holds = new ArrayList<>();
  private final List<Operation> failed = new ArrayList<>();
  private @Nullable Operation firstUnknown;

  /** Creates a monitor for one history of a lock, with tokens or without. */
  public OwnerMutexMonitor(int limit, boolean fenced) {
    this.limit = limit;
    this.fenced = fenced;
  }

  @Override
  public Verdict judge(List<Operation> operations) {
    for (Operation operation : operations) {
      Hold hold = current.get(operation.process());
      Verdict verdict =
          OwnerMutex.isAcquire(operation) ? acquire(operation, hold) : unlock(operation, hold);
      if (verdict != null) {
        return verdict;
      }
    }
    holds.sort(Comparator.comparingInt(hold -> hold.acquire.ret()));
    Verdict verdict = overlap();
    return verdict == null ? misses() : verdict;
  }

  private @Nullable Verdict acquire(Operation operation, @Nullable Hold hold) {
    boolean misses = fenced ? operation.output() == null : OwnerMutex.isRefused(operation);
    if (operation.isInfo()) {
      firstUnknown = firstUnknown == null ? operation : firstUnknown;
    } else if (hold != null) {
      return again(operation, hold, misses);
    } else if (misses) {
      failed.add(operation);
    } else {
      var begun = new Hold(operation);
      current.put(operation.process(), begun);
      holds.add(begun);
    }
    return null;
  }

  private @Nullable Verdict again(Operation operation, Hold hold, boolean misses) {
    boolean full = hold.count == limit;
    if (misses) {
      return full
          ? null
          : fail("process %d missed a lock that it held and may lock again", hold, operation);
    }
    if (full) {
      return fail("process %d got the lock once more than the limit allows", hold, operation);
    }
    if (fenced && !Objects.equals(operation.output(), hold.acquire.output())) {
      return fail("process %d got another token while it held the lock", hold, operation);
    }
    hold.count++;
    return null;
  }

  private @Nullable Verdict unlock(Operation operation, @Nullable Hold hold) {
    if (hold == null) {
      boolean wrong = operation.isOk() && !OwnerMutex.isRefused(operation);
      return wrong
          ? Verdict.fail(
              "process " + operation.process() + " unlocked a lock it did not hold", operation)
          : null;
    }
    if (OwnerMutex.isRefused(operation)) {
      return fail("process %d was refused to unlock the lock that it held", hold, operation);
    }
    if (--hold.count == 0) {
      hold.unlock = operation;
      current.remove(operation.process());
    }
    return null;
  }

  private @Nullable Verdict overlap() {
    for (int i = 1; i < holds.size(); i++) {
      Hold first = holds.get(i - 1);
      Hold second = holds.get(i);
      String text = "processes %d and %d held the lock at the same time";
      if (first.coreEnd() > second.acquire.ret()) {
        text = text.formatted(first.acquire.process(), second.acquire.process());
        return Verdict.fail(text, first.acquire, first.unlock, second.acquire, second.unlock);
      }
      if (fenced && token(first) >= token(second)) {
        return Verdict.fail(
            "a token is not greater than the one before", first.acquire, second.acquire);
      }
    }
    return null;
  }

  private static long token(Hold hold) {
    return hold.acquire.output() instanceof Long token ? token : Long.MIN_VALUE;
  }

  private Verdict misses() {
    List<Gap> gaps = gaps();
    for (Operation miss : failed) {
      Gap gap = Gap.enclosing(gaps, miss);
      boolean last = gap != null && gap.after() == null;
      boolean excused = last && firstUnknown != null && firstUnknown.call() < miss.ret();
      if (gap != null && !excused) {
        String text = "process %d was told that the lock is held, but it was free all the time";
        return Verdict.fail(text.formatted(miss.process()), gap.before(), miss, gap.after());
      }
    }
    return Verdict.pass(holds.size() + " holds, one after the other");
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

  private static Verdict fail(String text, Hold hold, Operation operation) {
    return Verdict.fail(text.formatted(operation.process()), hold.acquire, operation);
  }

  /** A hold, or the beginning of one. */
  private static final class Hold {
    final Operation acquire;
    int count = 1;

    /** The last unlock, or null while there is none. */
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
}
