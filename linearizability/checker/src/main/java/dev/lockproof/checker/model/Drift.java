// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.model;

/**
 * How far a clock may run from that of the history.
 *
 * @param ppm by so many millionths of a duration
 */
record Drift(int ppm) {
  private static final int MILLION = 1_000_000;

  /** Checks that it is less than the whole. */
  Drift {
    if (ppm < 0 || ppm >= MILLION) {
      throw new IllegalArgumentException("a drift is from 0 to 999999 ppm, not " + ppm);
    }
  }

  /** Returns the least that a duration may be by the clock of the history. */
  long less(long nanos) {
    return nanos - part(nanos);
  }

  /** Returns the greatest that a duration may be by the clock of the history. */
  long more(long nanos) {
    return nanos + Math.min(part(nanos), Long.MAX_VALUE - nanos);
  }

  private long part(long nanos) {
    return nanos / MILLION * ppm + nanos % MILLION * ppm / MILLION;
  }
}
