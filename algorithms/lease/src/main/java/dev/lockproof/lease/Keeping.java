// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

/**
 * When the renewal of one lease is to be asked for: an immutable state and its pure steps.
 *
 * @param timeToLive the time-to-live in nanoseconds
 * @param until when to let the lease go
 * @param next when to ask next
 * @param asked how often it was asked since the latest confirmation
 */
record Keeping(long timeToLive, long until, long next, int asked) {
  /*
   * Steps.
   *
   *             Confirm: next is a third of the time-to-live after the request was sent
   *              .--.
   *              |  v
   *    Keep --> KEPT ---- LetGo: the bound is reached ---------------------> gone from the keeper
   *              |  ^ `--- the lease has ended, for whatever reason -------> gone from the keeper
   *              `--'
   *             Ask: next is a twelfth of the time-to-live from now
   *
   * No answer, an error and an answer that is late are one case: nothing happens, and so it is
   * asked again after a twelfth. There is no step for a failure, so none can be forgotten. From the
   * first request, at a third, to the deadline there are eight twelfths less drift and margin: so
   * many attempts there are, and no more.
   *
   * Splitting. Leases that are asked for together share their fate. Those of a request without an
   * answer are asked for in smaller ones, a quarter each time, down to one by one: so a lease with
   * which the store hangs takes the others with it for five twelfths at most. But what is in doubt
   * is asked for in some hundreds of requests at most: if that is much, the store is down, and many
   * small requests would only be a storm. To wait until others are answered would not do: there may
   * be none.
   */

  private static final int RENEWED_AFTER = 3;
  private static final int AGAIN_AFTER = 12;
  private static final int EARLY_BY = 48;
  private static final int SMALLEST = 5;
  private static final int MANY = 64;

  /** Returns the state of a lease that is held until that deadline, unless it is renewed. */
  static Keeping of(long now, long deadline, long timeToLive, long atMost) {
    long due = deadline - timeToLive + timeToLive / RENEWED_AFTER;
    return new Keeping(timeToLive, now + atMost, due - now > 0 ? due : now, 0);
  }

  /** Returns whether it has been kept for as long as it may be. */
  boolean isOver(long now) {
    return now - until >= 0; // LetGo
  }

  /** Returns whether it is time to ask, or nearly, so that requests are shared. */
  boolean isDue(long now) {
    return next - now <= timeToLive / EARLY_BY;
  }

  /** Takes the step of asking. */
  Keeping ask(long now) { // Ask
    return new Keeping(timeToLive, until, now + timeToLive / AGAIN_AFTER, asked + 1);
  }

  /** Takes the step of an answer: what was sent at that time was confirmed. */
  Keeping confirm(long sent) { // Confirm
    long due = sent + timeToLive / RENEWED_AFTER;
    return new Keeping(timeToLive, until, due - next > 0 ? due : next, 0);
  }

  /**
   * Returns how many leases the request for this one may have.
   *
   * @param most how many a request of the store may have
   * @param inDoubt how many of those that are due were asked for without an answer
   */
  int size(int most, int inDoubt) {
    int size = Math.max(1, most >> (2 * Math.min(asked, SMALLEST)));
    return Math.min(most, Math.max(size, inDoubt / MANY));
  }
}
