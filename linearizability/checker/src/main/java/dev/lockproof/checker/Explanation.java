// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker;

import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.judge.Search.PartialOrder;
import dev.lockproof.checker.judge.Verdict;
import java.util.List;

/**
 * Why a history is illegal.
 *
 * @param verdict what cannot be ordered, and the reason
 * @param prefix the number of events of an illegal prefix
 * @param shortest whether the prefix is known to be legal without its last event
 * @param events the number of events of the whole history
 * @param operations the operations on the key at fault in this prefix
 * @param orders the longest legal orders of some of them that were found, a few at most
 */
public record Explanation(
    Verdict verdict,
    int prefix,
    boolean shortest,
    int events,
    List<Operation> operations,
    List<PartialOrder> orders) {

  /** Copies the lists. */
  public Explanation {
    operations = List.copyOf(operations);
    orders = List.copyOf(orders);
  }

  /** Returns how much of the history is illegal, as a sentence without its full stop. */
  public String extent() {
    String extent = "the first %d of %d events are illegal".formatted(prefix, events);
    return shortest ? extent + ", and legal without the last of them" : extent;
  }

  /** Returns the explanation as text. */
  @Override
  public String toString() {
    return "%s%n  %s".formatted(verdict, extent());
  }
}
