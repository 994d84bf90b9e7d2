// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

/**
 * Counts different hashes in memory that does not grow with them: one bit for each of many places.
 * Two that share a place count as one, so the count is never too high.
 */
final class Distinct {
  private static final int LARGEST = 1 << 25;

  private final long[] bits;
  private long count;

  /**
   * Creates a counter with at least 64 places for each of that many, up to two thousand million.
   */
  Distinct(long expected) {
    bits = new long[(int) Math.min(LARGEST, Long.highestOneBit(Math.max(1, expected)) * 2)];
  }

  void add(long hash) {
    long place = RandomSchedule.mix(hash);
    int word = (int) (place >>> 6) & (bits.length - 1);
    long bit = 1L << (place & 63);
    if ((bits[word] & bit) == 0) {
      bits[word] |= bit;
      count++;
    }
  }

  long count() {
    return count;
  }
}
