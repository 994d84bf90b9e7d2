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

  /**
   * Returns the one of these disjoint gaps, in their order, inside which an operation lies wholly,
   * or null if there is none. The first gap is that before the first hold.
   */
  static @Nullable Gap enclosing(List<Gap> gaps, Operation operation) {
    int low = 0;
    int high = gaps.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (gaps.get(middle).from < operation.call()) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return operation.ret() < gaps.get(low).to ? gaps.get(low) : null;
  }
}
