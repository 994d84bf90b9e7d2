// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All schedules of a small scope, one after the other: each order of the first messages and
 * time-outs, whatever holders do first, and when clients begin; each with one fault at each
 * occasion, if wanted. All other answers are dull.
 *
 * <p>A depth-first walk over the answers: {@link #next()} turns the last answer that has another.
 * Messages to different processes commute, as none takes any time, so of two orders that differ in
 * this only one is gone through to its end: the sleep sets of Godefroid (1996). Every state that
 * any order reaches is reached all the same, and looked at. A fault is one for the whole run, so
 * with faults nothing commutes.
 */
final class Orders extends Schedule {
  /** A chance that marks the question for a fault of a message or step; strokes have another. */
  private static final int BEFALLS = 1;

  /** When a client first asks: at once, or when the first lease has expired. */
  private static final int[] STARTS = {0, 11};

  /** An answer that was given, of so many; and what need not be next, as it was first before. */
  private static final class Branch {
    final int bound;
    final Set<Long> asleep;
    int answer;

    /** What the answer picks. */
    long picked;

    Branch(int bound, Set<Long> asleep) {
      this.bound = bound;
      this.asleep = asleep;
    }
  }

  private final int picks;
  private final int acts;
  private final boolean hasFault;
  private final List<Branch> branches = new ArrayList<>();
  private int position;
  private int picked;
  private int acted;
  private boolean isFaulty;
  private boolean isForced;
  private int sinceFault;

  /** What is asleep at the next pick. */
  private Set<Long> asleep = new HashSet<>();

  /** Creates the schedules that pick what comes next, and what holders do, so many times. */
  Orders(int picks, int acts, boolean hasFault) {
    this.picks = picks;
    this.acts = acts;
    this.hasFault = hasFault;
  }

  /** Goes on to the next schedule, to be begun; returns false if there is none. */
  boolean next() {
    while (!branches.isEmpty()) {
      Branch last = branches.get(branches.size() - 1);
      last.asleep.add(last.picked);
      if (++last.answer < last.bound) {
        return true;
      }
      branches.remove(branches.size() - 1);
    }
    return false;
  }

  /** Goes to the beginning of this schedule. */
  void again() {
    position = 0;
    picked = 0;
    acted = 0;
    isFaulty = false;
    isForced = false;
    sinceFault = 0;
    asleep = new HashSet<>();
  }

  @Override
  boolean isOrdering() {
    return true;
  }

  @Override
  int pick(List<Agenda.Event> options, int messages) {
    if (options.size() == 1 || picked++ >= picks) {
      return 0;
    }
    Branch branch = branch(options.size(), asleep);
    while (branch.answer < branch.bound
        && branch.asleep.contains(options.get(branch.answer).number())) {
      branch.answer++;
    }
    if (branch.answer >= branch.bound) {
      return -1; // all that may be next was first before
    }
    Agenda.Event choice = options.get(branch.answer);
    branch.picked = choice.number();
    asleep = new HashSet<>();
    for (Agenda.Event other : options.subList(0, messages)) {
      boolean commutes = branch.answer < messages && other.process != choice.process && !hasFault;
      if (commutes && branch.asleep.contains(other.number())) {
        asleep.add(other.number());
      }
    }
    return branch.answer;
  }

  @Override
  int act(int bound) {
    return acted++ < acts ? branch(bound, new HashSet<>()).answer : 0;
  }

  @Override
  int start(int bound) {
    return STARTS[branch(STARTS.length, new HashSet<>()).answer];
  }

  @Override
  int chance(Fault fault) {
    return BEFALLS;
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
    if (!hasFault || isFaulty || picked > picks) {
      return 0;
    }
    int answer = branch(bound, new HashSet<>()).answer;
    isFaulty = answer > 0;
    isForced = isFaulty && chance != BEFALLS;
    sinceFault = 0;
    return answer;
  }

  /** A fault lasts as long as it can, and befalls each in turn. */
  private int detail(int bound) {
    if (!isFaulty || sinceFault > 1) {
      return 0;
    }
    return sinceFault++ == 0 ? bound - 1 : branch(bound, new HashSet<>()).answer;
  }

  private Branch branch(int bound, Set<Long> sleeping) {
    if (position == branches.size()) {
      branches.add(new Branch(bound, sleeping));
    }
    return branches.get(position++);
  }
}
