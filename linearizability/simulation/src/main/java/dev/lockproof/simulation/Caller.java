// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

/** Somebody who asks servers, at times that the schedule chooses. */
abstract class Caller extends Participant {
  static final long MILLI = 1_000_000;

  /** How long the impatient wait for answers, by their clock; the others wait as many times. */
  private static final long PATIENCE = 50 * MILLI;

  private static final int MORE_PATIENT = 32;
  private static final long ORIGIN = 1_000_000_007_000_000L;

  final int index;
  final Run run;

  /** How long it waits for answers, by its clock. */
  final long patience;

  Caller(Run run, int index) {
    super(run.world(), "client", index);
    this.run = run;
    this.index = index;
    this.patience =
        PATIENCE * (run.scenario().isKept() || world.schedule().below(2) == 0 ? 1 : MORE_PATIENT);
    clock.jump(ORIGIN * (index - 1));
  }

  /** Asks, unless it has asked often enough. */
  abstract void begin();

  /** Returns whether it holds what it has asked for, as far as it knows. */
  abstract boolean believes();

  /** Returns whether it is at work, having looked at its lease. */
  boolean isWorking() {
    return false;
  }

  /** A request of it is carried out twice. */
  void wasRepeated() {}

  /** All is about to be healed. */
  void beforeHealing() {}

  /** Stops for ever. */
  void vanish() {
    tell(Step.VANISH, null, 0);
    isGone = true;
  }

  /** Arranges a step of its own after that much time by its clock. */
  final Agenda.Event arrange(long nanos, Runnable step) {
    return world.after(clock.until(nanos), this, step);
  }

  /** Arranges a step after a time from nothing to some seconds. */
  final void later(Runnable step) {
    arrange(Run.span(world.schedule().below(Run.SPANS)), step);
  }
}
