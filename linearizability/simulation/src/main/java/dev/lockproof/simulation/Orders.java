// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * All schedules of a small scope, one after the other: each order of the first messages and
 * time-outs, each with one fault at each occasion, if wanted. All other answers are dull.
 *
 * <p>A depth-first walk over the answers: {@link #next()} turns the last answer that has another.
 */
final class Orders extends Schedule {
  private static final int FAULT = 1;

  /** An answer that was given, and how many there are. */
  private record Branch(int answer, int bound) {}

  private final int depth;
  private final boolean hasFault;
  private final List<Branch> branches = new ArrayList<>();
  private int position;
  private int picks;
  private boolean isFaulty;
  private boolean isForced;
  private int sinceFault;

  /** Creates the schedules that pick so many times. */
  Orders(int depth, boolean hasFault) {
    this.depth = depth;
    this.hasFault = hasFault;
  }

  /** Goes on to the next schedule; returns false if there is none. */
  boolean next() {
    position = 0;
    picks = 0;
    isFaulty = false;
    isForced = false;
    while (!branches.isEmpty()) {
      Branch last = branches.remove(branches.size() - 1);
      if (last.answer + 1 < last.bound) {
        branches.add(new Branch(last.answer + 1, last.bound));
        return true;
      }
    }
    return false;
  }

  @Override
  boolean isOrdering() {
    return true;
  }

  @Override
  int pick(int options) {
    return picks++ < depth ? branch(options) : 0;
  }

  @Override
  int chance(Fault fault) {
    return FAULT;
  }

  @Override
  int delay(int link, int bound) {
    return 0;
  }

  @Override
  int next(int bound, int chance) {
    if (chance == ALWAYS) {
      return detail(bound);
    }
    if (isForced) {
      isForced = false;
      return 1;
    }
    if (!hasFault || isFaulty || picks > depth) {
      return 0;
    }
    int answer = branch(bound);
    isFaulty = answer > 0;
    isForced = isFaulty && chance != FAULT;
    sinceFault = 0;
    return answer;
  }

  /** A fault lasts as long as it can, and befalls each in turn. */
  private int detail(int bound) {
    if (!isFaulty || sinceFault > 1) {
      return 0;
    }
    return sinceFault++ == 0 ? bound - 1 : branch(bound);
  }

  private int branch(int bound) {
    if (position == branches.size()) {
      branches.add(new Branch(0, bound));
    }
    return branches.get(position++).answer;
  }
}
