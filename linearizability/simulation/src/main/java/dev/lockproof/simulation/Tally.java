// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import java.util.EnumMap;
import java.util.Map;

/** How often each fault fired, and how often while a lease was held. */
public final class Tally {
  private final Map<Fault, long[]> fired = new EnumMap<>(Fault.class);

  /** Creates a tally of nothing. */
  public Tally() {}

  void count(Fault fault, boolean isHeld) {
    long[] counts = fired.computeIfAbsent(fault, none -> new long[2]);
    counts[0]++;
    counts[1] += isHeld ? 1 : 0;
  }

  /** Returns how often that fault fired. */
  public long fired(Fault fault) {
    return fired.getOrDefault(fault, new long[2])[0];
  }

  /** Returns how often that fault fired while somebody held a lease. */
  public long firedWhileHeld(Fault fault) {
    return fired.getOrDefault(fault, new long[2])[1];
  }
}
