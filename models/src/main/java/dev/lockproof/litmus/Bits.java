// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

/** Relations over at most 64 events: row {@code i} has bit {@code j} if i is related to j. */
final class Bits {
  private Bits() {}

  static long bit(int i) {
    return 1L << i;
  }

  static boolean has(long row, int i) {
    return ((row >>> i) & 1) != 0;
  }

  /** Adds {@code more} to {@code to}. */
  static void add(long[] to, long[] more) {
    for (int i = 0; i < to.length; i++) {
      to[i] |= more[i];
    }
  }

  /** Returns first;second. */
  static long[] compose(long[] first, long[] second) {
    long[] result = new long[first.length];
    for (int i = 0; i < first.length; i++) {
      for (long rest = first[i]; rest != 0; rest &= rest - 1) {
        result[i] |= second[Long.numberOfTrailingZeros(rest)];
      }
    }
    return result;
  }

  /** Makes {@code relation} transitive. */
  static void close(long[] relation) {
    for (int via = 0; via < relation.length; via++) {
      long beyond = relation[via];
      for (int i = 0; i < relation.length && beyond != 0; i++) {
        if (has(relation[i], via)) {
          relation[i] |= beyond;
        }
      }
    }
  }

  /** Returns whether a transitive {@code relation} relates nothing to itself. */
  static boolean irreflexive(long[] relation) {
    for (int i = 0; i < relation.length; i++) {
      if (has(relation[i], i)) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether {@code relation} has no cycle. */
  static boolean acyclic(long[] relation) {
    long[] closed = relation.clone();
    close(closed);
    return irreflexive(closed);
  }
}
