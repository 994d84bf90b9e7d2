// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker;

import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.judge.Verdict;
import java.util.List;

/**
 * Why a history is illegal.
 *
 * @param verdict what cannot be ordered, and the reason
 * @param prefix the number of events of the shortest illegal prefix
 * @param events the number of events of the whole history
 * @param operations the operations on the key at fault in this prefix
 * @param order a longest legal order of some of them that was found
 */
public record Explanation(
    Verdict verdict, int prefix, int events, List<Operation> operations, List<Operation> order) {

  /** Copies the lists. */
  public Explanation {
    operations = List.copyOf(operations);
    order = List.copyOf(order);
  }

  /** Returns the explanation as text. */
  @Override
  public String toString() {
    return "%s%n  the first %d of %d events are illegal, and legal without the last of them"
        .formatted(verdict, prefix, events);
  }
}
