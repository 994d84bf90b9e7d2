// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import java.util.List;

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

  /** Returns a number below the bound that says what a holder does next. */
  int act(int bound) {
    return next(bound, ALWAYS);
  }

  /** Returns a number below the bound that says when a client first asks. */
  int start(int bound) {
    return next(bound, ALWAYS);
  }

  /** Returns whether {@link #pick} says what comes next, and no message takes any time. */
  boolean isOrdering() {
    return false;
  }

  /**
   * Returns the place of what comes next, or -1 to end here.
   *
   * @param options the messages on their way, then what comes first as time passes
   * @param messages how many of them are messages
   */
  int pick(List<Agenda.Event> options, int messages) {
    return 0;
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
