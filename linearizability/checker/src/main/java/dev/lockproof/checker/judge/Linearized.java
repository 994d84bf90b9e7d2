// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.judge;

import dev.lockproof.checker.history.Operation;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The set of the operations linearized so far, in a few words however long the history is.
 *
 * <p>Number the completed operations by their completions, and let {@code base} be the first that
 * is not linearized. The search linearizes nothing that was invoked after the completion of base;
 * so every other member of the set is either below base, or was open at that moment. Operations
 * that are open at one moment have different slots, like threads in a pool. So base and one bit a
 * slot determine the completed members, and one bit each those of unknown outcome.
 */
final class Linearized {
  /** By operation: its rank among the completions, or -1 when its outcome is unknown. */
  private final int[] rank;

  /** By operation: its bit. */
  private final int[] bit;

  /** The completed operations by rank. */
  private final int[] byRank;

  private final boolean[] member;

  /** The bits of the members that are open at the completion of base, or of unknown outcome. */
  final long[] bits;

  private int base;

  Linearized(List<Operation> operations) {
    int n = operations.size();
    rank = new int[n];
    bit = new int[n];
    member = new boolean[n];
    Arrays.fill(rank, -1);
    byRank = byCompletion(operations);
    for (int r = 0; r < byRank.length; r++) {
      rank[byRank[r]] = r;
    }
    bits = new long[(assignBits(operations) + 63) / 64];
  }

  private static int[] byCompletion(List<Operation> operations) {
    return java.util.stream.IntStream.range(0, operations.size())
        .boxed()
        .filter(i -> !operations.get(i).isInfo())
        .sorted(Comparator.comparingInt(i -> operations.get(i).ret()))
        .mapToInt(i -> i)
        .toArray();
  }

  /** Gives each operation its bit; returns their number. */
  private int assignBits(List<Operation> operations) {
    var free = new ArrayDeque<Integer>();
    int used = 0;
    int completed = 0;
    for (int i = 0; i < rank.length; i++) {
      int call = operations.get(i).call();
      while (completed < byRank.length && operations.get(byRank[completed]).ret() < call) {
        free.push(bit[byRank[completed++]]);
      }
      bit[i] = free.isEmpty() || rank[i] < 0 ? used++ : free.pop();
    }
    return used;
  }

  /** Returns the rank of the first completed operation that is not a member. */
  int base() {
    return base;
  }

  /** Returns the first completed operation that is not a member. */
  int first() {
    return byRank[base];
  }

  /** Returns whether every completed operation is a member. */
  boolean isComplete() {
    return base == byRank.length;
  }

  boolean isCompleted(int operation) {
    return rank[operation] >= 0;
  }

  boolean contains(int operation) {
    return member[operation];
  }

  void add(int operation) {
    member[operation] = true;
    flip(operation);
    while (base < byRank.length && member[byRank[base]]) {
      flip(byRank[base++]);
    }
  }

  /** Removes the operation that was added last, when base was as given. */
  void remove(int operation, int oldBase) {
    while (base > oldBase) {
      flip(byRank[--base]);
    }
    flip(operation);
    member[operation] = false;
  }

  private void flip(int operation) {
    bits[bit[operation] >> 6] ^= 1L << bit[operation];
  }
}
