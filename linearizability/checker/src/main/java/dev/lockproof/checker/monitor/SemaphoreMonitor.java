// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.monitor;

import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.judge.Judge;
import dev.lockproof.checker.judge.Verdict;
import dev.lockproof.checker.model.OwnerMutex;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Decides {@link dev.lockproof.checker.model.Semaphore} where one permit is taken at a time, and
 * {@link dev.lockproof.checker.model.Mutex} as one with a single permit, in O(n log n). A history
 * with refusals of a semaphore of several permits is not always decided; it is then left to the
 * search, as are those with several permits at a time.
 *
 * <p><b>Counts.</b> Let A(t) and R(t) be the numbers of acquires and releases that took effect by
 * t. Since operations of one kind differ in their intervals only, the history is linearizable if
 * and only if there are counts that begin with zero, never fall, and have, for all {@code s < t},
 *
 * <ol>
 *   <li>{@code A(t) >= A(s) + N(s, t)}, where N is the number of acquires that are called after s
 *       and complete by t; the same for R and releases;
 *   <li>A(t) at most the number of acquires called by t; the same for R;
 *   <li>{@code R(t) <= A(t) <= R(t) + permits};
 *   <li>for each refused acquire an instant in it with {@code A = R + permits}, for each refused
 *       release one with {@code A = R}.
 * </ol>
 *
 * <p>For given counts, each step of A is made by the pending acquire that completes first. Were x
 * still pending at its completion t, let s be the last step before t that served an acquire which
 * completes after x, or the start. All served after s were called after s, or they would have been
 * served at s, and complete before x: with x they are N(s, t), against (1).
 *
 * <p><b>One permit.</b> Then (4) says for a refused acquire from c to r that {@code A(r) >= R(c) +
 * 1}. If the permit is taken at c, {@code A(r) >= A(c) = R(c) + 1}. If it is free then, {@code A(c)
 * = R(c)}, and (4) holds if and only if an acquire takes effect after c. Likewise, a refused
 * release needs {@code R(r) >= A(c)}.
 *
 * <p><b>Theorem.</b> All of this but (2) bounds counts from below, by counts at the same time or
 * before. So going forward in time, and raising a count when it must be, gives the least counts
 * that fulfil all but (2); if these break (2), then all others do.
 *
 * <p><b>Method.</b> Take the completions in their order. An operation takes effect when it
 * completes, if it did not before. If all permits are taken, or none, an operation of the other
 * kind has to take effect just before it: the pending one that completes first. At the completion
 * of a refusal without its instant, acquires or releases take effect until it has one. Operations
 * of unknown outcome are pending for ever and complete last. If none is pending, (2) is broken.
 *
 * <p><b>Several permits.</b> If this method gets through, it has found a legal order. If not, then
 * {@code A(r) >= R(c) + permits} and {@code R(r) >= A(c)} are still necessary for the refusals. If
 * the least counts with these in place of (4) break (2), the history is illegal; without refusals,
 * and with one permit, this is the same as above. What is between the two is left to the search: it
 * may then be better to acquire early, before a release, and no least counts need exist.
 */
public final class SemaphoreMonitor implements Judge {
  private static final int SHOWN = 5;

  private final int permits;

  /** Creates a monitor for one history of a semaphore with so many permits. */
  public SemaphoreMonitor(int permits) {
    this.permits = permits;
  }

  @Override
  public Verdict judge(List<Operation> operations) {
    for (Operation operation : operations) {
      if (operation.input() != null && !operation.input().equals(1L)) {
        return Verdict.inconclusive("several permits at a time need a search");
      }
    }
    if (new Sweep(true).judge(operations) == null) {
      return Verdict.pass("never more than " + permits + " permits were taken");
    }
    Verdict verdict = new Sweep(false).judge(operations);
    return verdict == null
        ? Verdict.inconclusive("when permits were acquired among refusals needs a search")
        : verdict;
  }

  private static boolean isRelease(Operation operation) {
    return operation.f().equals("release") || operation.f().equals("unlock");
  }

  /** The counts when a refusal was invoked. */
  private record Counts(int acquired, int released) {}

  /** One way through the completions. */
  private final class Sweep {
    /** Whether refusals need their instant, or only the bound that follows from it. */
    private final boolean instants;

    private final PriorityQueue<Operation> acquires = pending();
    private final PriorityQueue<Operation> releases = pending();
    private final Map<Operation, Counts> refusals = new HashMap<>();

    /** The last ones that took effect. */
    private final Deque<Operation> recent = new ArrayDeque<>();

    private int acquired;
    private int released;

    /** How many operations had taken effect when all permits were taken, and free, last. */
    private int lastFull = -1;

    private int lastFree;

    Sweep(boolean instants) {
      this.instants = instants;
    }

    private static PriorityQueue<Operation> pending() {
      return new PriorityQueue<>(Comparator.comparingInt(Operation::ret));
    }

    /** Returns why the history is illegal, or null if it gets through. */
    @Nullable Verdict judge(List<Operation> operations) {
      var completed = operations.stream().filter(Operation::isOk);
      var called = operations.iterator();
      Operation next = called.hasNext() ? called.next() : null;
      for (Operation operation :
          completed.sorted(Comparator.comparingInt(Operation::ret)).toList()) {
        while (next != null && next.call() < operation.ret()) {
          call(next);
          next = called.hasNext() ? called.next() : null;
        }
        boolean refused = OwnerMutex.isRefused(operation);
        if (refused ? !refuse(operation) : !complete(operation)) {
          return fail(operation);
        }
      }
      return null;
    }

    private void call(Operation operation) {
      if (OwnerMutex.isRefused(operation)) {
        refusals.put(operation, new Counts(acquired, released));
      } else {
        (isRelease(operation) ? releases : acquires).add(operation);
      }
    }

    /** Makes sure that an operation that completes now took effect; returns if that is possible. */
    private boolean complete(Operation operation) {
      boolean release = isRelease(operation);
      if (!operation.equals((release ? releases : acquires).peek())) {
        return true; // it took effect before: those that completed earlier are gone
      }
      boolean possible = acquired - released == (release ? 0 : permits) ? step(!release) : true;
      return possible && step(release);
    }

    /** Makes sure that a refusal that completes now is right; returns if that is possible. */
    private boolean refuse(Operation refusal) {
      boolean release = isRelease(refusal);
      Counts before = Objects.requireNonNull(refusals.get(refusal));
      boolean possible = true;
      if (instants) {
        boolean was = (release ? lastFree : lastFull) >= before.acquired + before.released;
        while (!was && possible && acquired - released != (release ? 0 : permits)) {
          possible = step(release);
        }
      } else {
        int wanted = release ? before.acquired : before.released + permits;
        while (possible && (release ? released : acquired) < wanted) {
          possible = step(release);
        }
      }
      return possible;
    }

    /** Lets the pending operation of a kind that completes first take effect, if there is one. */
    private boolean step(boolean release) {
      Operation operation = (release ? releases : acquires).poll();
      if (operation == null) {
        return false;
      }
      released += release ? 1 : 0;
      acquired += release ? 0 : 1;
      lastFull = acquired - released == permits ? acquired + released : lastFull;
      lastFree = acquired == released ? acquired + released : lastFree;
      remember(operation);
      return true;
    }

    private void remember(Operation operation) {
      recent.addLast(operation);
      if (recent.size() > SHOWN) {
        recent.removeFirst();
      }
    }

    private Verdict fail(Operation operation) {
      recent.addLast(operation);
      String why;
      if (OwnerMutex.isRefused(operation)) {
        why =
            isRelease(operation)
                ? "%s by process %d was refused, but some permit was taken all the time"
                : "%s by process %d was refused, but some permit was free all the time";
      } else {
        why =
            isRelease(operation)
                ? "%s by process %d released what nobody can have taken by then"
                : "%s by process %d succeeded, but all permits were taken";
      }
      return Verdict.fail(
          why.formatted(operation.describe(), operation.process()),
          recent.toArray(Operation[]::new));
    }
  }
}
