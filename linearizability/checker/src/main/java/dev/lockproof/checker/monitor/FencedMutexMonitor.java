// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.monitor;

import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.judge.Judge;
import dev.lockproof.checker.judge.Verdict;
import dev.lockproof.checker.model.FencedMutex;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Decides {@link FencedMutex} in O(n log n).
 *
 * <p>Its state is that of two objects, the lease and the guard, and no operation touches both. So,
 * by the locality of linearizability (Herlihy and Wing 1990), a history is linearizable if and only
 * if its operations on the lease are, and its operations on the guard.
 */
public final class FencedMutexMonitor implements Judge {
  private static final Set<String> OF_LEASE = Set.of("acquire", "renew", "release");

  /** Creates the monitor. */
  public FencedMutexMonitor() {}

  @Override
  public Verdict judge(List<Operation> operations) {
    var lease = new ArrayList<Operation>();
    var guard = new ArrayList<Operation>();
    for (Operation operation : operations) {
      (OF_LEASE.contains(operation.f()) ? lease : guard).add(operation);
    }
    Verdict ofLease = new GrantMonitor().judge(lease);
    if (ofLease.isFail()) {
      return ofLease;
    }
    Verdict ofGuard = new GuardMonitor().judge(guard);
    return ofGuard.isFail()
        ? withGrants(ofGuard, lease)
        : Verdict.pass(ofLease.explanation() + "; " + ofGuard.explanation());
  }

  /** Adds the grants of the tokens that are at odds, which tell how it came to this. */
  private static Verdict withGrants(Verdict verdict, List<Operation> lease) {
    var story = new ArrayList<>(verdict.offending());
    var tokens = verdict.offending().stream().map(FencedMutex::token).toList();
    for (Operation operation : lease) {
      if (operation.output() instanceof Long token && tokens.contains(token)) {
        story.add(operation);
      }
    }
    return new Verdict(verdict.result(), verdict.explanation(), story);
  }
}
