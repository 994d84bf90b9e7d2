// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.judge;

import dev.lockproof.checker.history.Operation;
import java.util.Arrays;
import java.util.List;

/**
 * The invocations and completions of the operations that are not linearized yet, in their order.
 *
 * <p>A linked list in two arrays. Node {@code i} is the invocation of operation i, node {@code n +
 * i} its completion, node {@code 2n} the head. Operations of unknown outcome have no completion.
 */
final class Timeline {
  private final int n;
  private final int[] next;
  private final int[] previous;

  Timeline(List<Operation> operations) {
    n = operations.size();
    next = new int[2 * n + 1];
    previous = new int[2 * n + 1];
    int last = 2 * n;
    for (long entry : entries(operations)) {
      int node = (int) entry;
      next[last] = node;
      previous[node] = last;
      last = node;
    }
    next[last] = 2 * n;
    previous[2 * n] = last;
  }

  /** Returns the nodes as position and node in one number, sorted. */
  private long[] entries(List<Operation> operations) {
    var entries = new long[2 * n];
    int count = 0;
    for (int i = 0; i < n; i++) {
      Operation operation = operations.get(i);
      entries[count++] = (long) operation.call() << 32 | i;
      if (!operation.isInfo()) {
        entries[count++] = (long) operation.ret() << 32 | (n + i);
      }
    }
    entries = Arrays.copyOf(entries, count);
    Arrays.sort(entries);
    return entries;
  }

  int first() {
    return next[2 * n];
  }

  int after(int node) {
    return next[node];
  }

  boolean isInvocation(int node) {
    return node < n;
  }

  /** Takes an operation out. */
  void remove(int operation, boolean hasCompletion) {
    unlink(operation);
    if (hasCompletion) {
      unlink(n + operation);
    }
  }

  /** Puts the operation that was taken out last back to where it was. */
  void restore(int operation, boolean hasCompletion) {
    if (hasCompletion) {
      link(n + operation);
    }
    link(operation);
  }

  private void unlink(int node) {
    next[previous[node]] = next[node];
    previous[next[node]] = previous[node];
  }

  private void link(int node) {
    next[previous[node]] = node;
    previous[next[node]] = node;
  }
}
