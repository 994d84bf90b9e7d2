// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import org.jspecify.annotations.Nullable;

/**
 * The client side of one lease as its holder sees it: an immutable state and its pure steps.
 *
 * @param deadline when the lease ends unless it is renewed, on the holder's clock
 * @param loss why the lease ended, or null while it is held
 * @param releasing whether the store has been, or is being, asked to free the resource
 */
record LeaseState(long deadline, @Nullable LossReason loss, boolean releasing) {
  /*
   * States and steps.
   *
   *             Renewed: deadline becomes the later of the two
   *              .--.
   *              |  v
   *    Hold --> HELD ---- Expire: the clock has reached the deadline ----> ENDED(EXPIRED) --.
   *              |  `---- Gone: the store says it is not with us --------> ENDED(GONE) -----|
   *              `------- Release: before the request is sent -----------> ENDED(RELEASED)  |
   *                                                                                         v
   *                                 Release after the end: only asks the store to free it <-'
   *
   * Invariants. ENDED is for ever: no step leads from a loss to none, and no loss to another, so a
   * late reply resurrects nothing. Deadlines never move backwards. Expire goes before every other
   * step, so nothing that happens at or after the deadline finds the lease held; since the clock
   * is monotonic, whoever once saw the lease ended never sees it held again.
   *
   * Effects. They are the difference between two states: a loss that was not there is announced,
   * a releasing that was not there is sent.
   */

  /** What can happen to a lease that has not passed its deadline. */
  @FunctionalInterface
  interface Event {
    LeaseState on(LeaseState state);
  }

  /** Nothing but the passing of time. */
  static final Event LOOK = state -> state;

  /** The store answered that the lease is not there. */
  static final Event GONE = state -> state.ended(LossReason.GONE); // Gone

  /** The holder gives the lease up. */
  static final Event RELEASE = // Release
      state -> {
        LeaseState ended = state.ended(LossReason.RELEASED);
        return ended.releasing ? ended : new LeaseState(ended.deadline, ended.loss, true);
      };

  /** The store confirmed a renewal that is good until that deadline. */
  static Event renewed(long deadline) { // Renewed
    return state ->
        state.isHeld() && deadline - state.deadline > 0
            ? new LeaseState(deadline, null, state.releasing)
            : state;
  }

  /** Returns the state of a lease that was just granted. */
  static LeaseState granted(long deadline) { // Hold
    return new LeaseState(deadline, null, false);
  }

  /** Takes one step: the lease expires if it is time, then the event happens. */
  LeaseState step(long now, Event event) {
    LeaseState current = now - deadline >= 0 ? ended(LossReason.EXPIRED) : this; // Expire
    return event.on(current);
  }

  /**
   * Returns what a release has come to when the store has answered. A lease that was held until its
   * release, and that the store did not find because it expired on the way, was not lost.
   */
  Release outcome(long now, Release answer) {
    if (loss != LossReason.RELEASED) {
      return Release.ALREADY_LOST;
    }
    boolean expired = now - deadline >= 0;
    return answer == Release.ALREADY_LOST && expired ? Release.RELEASED : answer;
  }

  boolean isHeld() {
    return loss == null;
  }

  private LeaseState ended(LossReason reason) {
    return isHeld() ? new LeaseState(deadline, reason, releasing) : this;
  }
}
