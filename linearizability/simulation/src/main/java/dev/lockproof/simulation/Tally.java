// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

/** How often each fault fired, and how often while a lease was held. */
public final class Tally {
  private final long[] fired = new long[Fault.values().length];
  private final long[] held = new long[Fault.values().length];

  /** Creates a tally of nothing. */
  public Tally() {}

  void count(Fault fault, boolean isHeld) {
    fired[fault.place()]++;
    if (isHeld) {
      countHeld(fault);
    }
  }

  /** A fault that has fired and lasts is there while a lease is held. */
  void countHeld(Fault fault) {
    held[fault.place()]++;
  }

  /** Returns how often that fault fired. */
  public long fired(Fault fault) {
    return fired[fault.place()];
  }

  /** Returns how often that fault fired while somebody held a lease. */
  public long firedWhileHeld(Fault fault) {
    return held[fault.place()];
  }
}
