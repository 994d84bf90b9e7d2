// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

/**
 * Answers every question that a run leaves open, each with a number; all else is determined.
 *
 * <p>Zero is the dull answer everywhere: nothing goes wrong, the message is fast, the client keeps
 * quiet. So a schedule is shortened by zeros.
 */
public abstract class Schedule {
  /** A chance that is a certainty; chances are parts of this. */
  public static final int ALWAYS = 1 << 16;

  /** Returns a number below the bound, other than zero only with that chance. */
  abstract int next(int bound, int chance);

  /** Returns the chance of a fault at each occasion. */
  int chance(Fault fault) {
    return ALWAYS / 2;
  }

  /** Returns a number below the bound that says how long a message of that link takes. */
  int delay(int link, int bound) {
    return next(bound, ALWAYS);
  }

  /** Returns whether messages wait for {@link #pick} instead of taking their time. */
  boolean isOrdering() {
    return false;
  }

  /** Returns which of so many events comes next, the last being that time passes. */
  int pick(int options) {
    return next(options, ALWAYS);
  }

  /** Returns whether that fault happens here. */
  final boolean fires(Fault fault) {
    return next(2, chance(fault)) == 1;
  }

  /** Returns a number below the bound. */
  final int below(int bound) {
    return next(bound, ALWAYS);
  }
}
