// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.monitor;

import dev.lockproof.checker.history.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a history in which a lock is free in every legal order: after one hold surely ended
 * and before the next can have begun. Both ends are exclusive.
 *
 * @param from the position at which the hold before has ended at the latest
 * @param to the position at which the next hold begins at the earliest
 * @param before what ended the hold before, or null at the start
 * @param after what begins the next hold, or null at the end
 */
record Gap(int from, int to, @Nullable Operation before, @Nullable Operation after) {

  /** Returns whether an operation lies wholly inside. */
  boolean encloses(Operation operation) {
    return from < operation.call() && operation.ret() < to;
  }

  /** Returns the one of these disjoint gaps, in their order, that encloses the operation. */
  static @Nullable Gap enclosing(List<Gap> gaps, Operation operation) {
    int low = 0;
    int high = gaps.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (gaps.get(middle).from < operation.call()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    boolean found = low > 0 && gaps.get(low - 1).encloses(operation);
    return found ? gaps.get(low - 1) : null;
  }
}
