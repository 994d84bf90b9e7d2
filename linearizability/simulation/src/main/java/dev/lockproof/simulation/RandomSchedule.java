// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import java.util.List;

/**
 * A schedule by a seed, with faults by swarm: each seed has a few kinds of faults, each with a rate
 * of its own, and every other seed has links with priorities that change now and then.
 */
public final class RandomSchedule extends Schedule {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;
  private static final int LINKS = 64;
  private static final List<Fault> FAULTS = List.of(Fault.values());

  private final int[] chances = new int[FAULTS.size()];
  private final int[] slowness = new int[LINKS];
  private long state;
  private boolean priorities;

  /** Creates the schedule of that seed. */
  public RandomSchedule(long seed) {
    reset(seed);
  }

  /** Makes this the schedule of that seed. */
  void reset(long seed) {
    state = mix(seed);
    long bits = 0;
    for (Fault fault : FAULTS) {
      bits = fault.isOfLimiters() ? bits >>> 16 : bits();
      int rarity = (int) ((bits >>> 8) & 3) + (fault.isStroke() ? 0 : 2);
      chances[fault.place()] = (bits & 1) == 0 ? 0 : ALWAYS >> rarity;
    }
    priorities = (bits() & 1) == 1;
    for (int i = 0; priorities && i < LINKS; i++) {
      slowness[i] = (int) (bits() & 7);
    }
  }

  @Override
  int chance(Fault fault) {
    return chances[fault.place()];
  }

  @Override
  int next(int bound, int chance) {
    if (chance == ALWAYS) {
      return number(bound);
    }
    return chance == 0 || (bits() & (ALWAYS - 1)) >= chance ? 0 : 1 + number(bound - 1);
  }

  @Override
  int delay(int link, int bound) {
    if (!priorities) {
      return number(bound);
    }
    int place = link % LINKS;
    if ((bits() & 31) == 0) {
      slowness[place] = (int) (bits() & 7);
    }
    return (slowness[place] * bound + number(bound)) / 8;
  }

  private int number(int bound) {
    return (int) (((bits() >>> 32) * bound) >>> 32);
  }

  private long bits() {
    state += GAMMA;
    return mix(state);
  }

  /** The finalizer of SplittableRandom: Steele, Lea and Flood (2014). */
  static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
