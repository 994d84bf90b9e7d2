// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.judge;

import java.util.Arrays;

/**
 * The configurations (set of linearized operations, state) that the search has been in.
 *
 * <p>A hash table of small integers over one array of words, compared exactly: a collision of
 * hashes cannot make it forget a configuration. When full it takes no more; the search is then
 * slower, and still right.
 */
final class Configurations {
  /** Words beyond this many are not kept: at most 256 MiB. */
  private static final int MAX_WORDS = 1 << 25;

  private final int stride;
  private long[] words;
  private int count;

  /** Open addressing; 0 is empty, otherwise one more than the number of the configuration. */
  private int[] table = new int[64];

  Configurations(int bitWords) {
    stride = bitWords + 1;
    words = new long[64 * stride];
  }

  /** Adds a configuration; returns false if it is there already. */
  boolean add(Linearized linearized, int state) {
    long head = (long) linearized.base() << 32 | state;
    int slot = slot(hash(head, linearized.bits, 0));
    for (; table[slot] != 0; slot = (slot + 1) & (table.length - 1)) {
      if (equals((table[slot] - 1) * stride, head, linearized.bits)) {
        return false;
      }
    }
    if ((count + 1) * (long) stride <= MAX_WORDS) {
      insert(slot, head, linearized.bits);
    }
    return true;
  }

  private void insert(int slot, long head, long[] bits) {
    int at = count++ * stride;
    if (at + stride > words.length) {
      words = Arrays.copyOf(words, Math.max(2 * words.length, at + stride));
    }
    words[at] = head;
    System.arraycopy(bits, 0, words, at + 1, bits.length);
    table[slot] = count;
    if (2 * count > table.length) {
      grow();
    }
  }

  private void grow() {
    table = new int[2 * table.length];
    for (int i = 0; i < count; i++) {
      int slot = slot(hash(words[i * stride], words, i * stride + 1));
      while (table[slot] != 0) {
        slot = (slot + 1) & (table.length - 1);
      }
      table[slot] = i + 1;
    }
  }

  private boolean equals(int at, long head, long[] bits) {
    return words[at] == head && Arrays.equals(words, at + 1, at + stride, bits, 0, bits.length);
  }

  private int slot(long hash) {
    return (int) (hash >>> 32) & (table.length - 1);
  }

  private long hash(long head, long[] bits, int from) {
    long hash = head * 0x9E3779B97F4A7C15L;
    for (int i = 0; i < stride - 1; i++) {
      hash = (hash ^ (hash >>> 29) ^ bits[from + i]) * 0xBF58476D1CE4E5B9L;
    }
    return hash ^ (hash >>> 31) ^ (hash << 32);
  }
}
