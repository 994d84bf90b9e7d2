// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.monitor;

import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.judge.Judge;
import dev.lockproof.checker.judge.Verdict;
import dev.lockproof.checker.model.OwnerMutex;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Decides {@link dev.lockproof.checker.model.Semaphore}, and {@link
 * dev.lockproof.checker.model.Mutex} as one with a single permit, in O(n log n). Histories with
 * refusals or with more than one permit at a time are left to the search.
 *
 * <p><b>Method.</b> Take the completions in their order and linearize as late as possible: an
 * operation takes effect when it completes, if it did not before. If it cannot, as all permits are
 * taken, or none, then of the pending operations of the other kind the one that completes first
 * takes effect just before it. If there is none, the history is illegal. Operations of unknown
 * outcome are pending for ever, and complete last.
 *
 * <p><b>Proof.</b> Suppose that some order is legal. Compare it with this method at a completion,
 * and let the method have h permits taken. By induction, there is a legal order that begins with
 * what the method has linearized; let E be what it linearizes beyond that until now. These
 * operations are pending in the method, and lead from h to a number that is in bounds too.
 *
 * <p><i>Late is right.</i> If the completing operation is possible at h, it is in E or follows now.
 * Take it first. The rest of E can be ordered to stay in bounds: acquire if there are acquires left
 * and permits free, otherwise release; at a bound, an operation of the right kind is left, or E
 * would end out of bounds. If it is not possible at h, E has an operation of the other kind. Take
 * one of these first, then the completing one, then the rest of E likewise.
 *
 * <p><i>The first to complete is right.</i> Say the method takes x, and the order takes y of the
 * same kind, which completes later. Exchange the two: y then takes effect where x did, which is
 * before x completes, so before y does; if the order never needed x, as x is of unknown outcome,
 * then so is y, and y is left out.
 */
public final class SemaphoreMonitor implements Judge {
  private static final int SHOWN = 5;

  private final int permits;
  private final PriorityQueue<Operation> acquires = pending();
  private final PriorityQueue<Operation> releases = pending();

  /** The last ones that took effect. */
  private final Deque<Operation> recent = new ArrayDeque<>();

  private int taken;

  /** Creates a monitor for one history of a semaphore with so many permits. */
  public SemaphoreMonitor(int permits) {
    this.permits = permits;
  }

  private static PriorityQueue<Operation> pending() {
    return new PriorityQueue<>(Comparator.comparingInt(Operation::ret));
  }

  @Override
  public Verdict judge(List<Operation> operations) {
    for (Operation operation : operations) {
      boolean one = operation.input() == null || operation.input().equals(1L);
      if (!one || OwnerMutex.isRefused(operation)) {
        return Verdict.inconclusive("refusals and several permits at a time need a search");
      }
    }
    var completed = operations.stream().filter(Operation::isOk).toList();
    var called = operations.iterator();
    Operation next = called.hasNext() ? called.next() : null;
    for (Operation operation :
        completed.stream().sorted(Comparator.comparingInt(Operation::ret)).toList()) {
      while (next != null && next.call() < operation.ret()) {
        (isRelease(next) ? releases : acquires).add(next);
        next = called.hasNext() ? called.next() : null;
      }
      if (!complete(operation)) {
        return fail(operation);
      }
    }
    return Verdict.pass("never more than " + permits + " permits were taken");
  }

  private static boolean isRelease(Operation operation) {
    return operation.f().equals("release") || operation.f().equals("unlock");
  }

  /** Linearizes an operation that completes now; returns whether that is possible. */
  private boolean complete(Operation operation) {
    boolean releases = isRelease(operation);
    var own = releases ? this.releases : acquires;
    var others = releases ? acquires : this.releases;
    if (!operation.equals(own.peek())) {
      return true; // it took effect before: those that completed earlier are gone
    }
    boolean possible = releases ? taken > 0 : taken < permits;
    if (!possible) {
      if (others.isEmpty()) {
        return false;
      }
      takeEffect(others.remove());
    }
    takeEffect(own.remove());
    return true;
  }

  private void takeEffect(Operation operation) {
    taken += isRelease(operation) ? -1 : 1;
    recent.addLast(operation);
    if (recent.size() > SHOWN) {
      recent.removeFirst();
    }
  }

  private Verdict fail(Operation operation) {
    recent.addLast(operation);
    String why =
        isRelease(operation)
            ? "%s by process %d released what nobody can have taken by then"
            : "%s by process %d succeeded, but all permits were taken";
    return Verdict.fail(
        why.formatted(operation.describe(), operation.process()), recent.toArray(Operation[]::new));
  }
}
