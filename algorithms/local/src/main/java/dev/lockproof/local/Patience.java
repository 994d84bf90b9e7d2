// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import java.util.concurrent.locks.LockSupport;

/**
 * A waiter's patience: the wait policy for a word that many watch, where nobody knows whom to wake.
 *
 * <p>The waiter looks, pauses, and looks again; {@code end} follows the last look. Its patience is
 * a number that it keeps, 0 at first, so that nothing is allocated and no memory is shared.
 *
 * <p><b>Guarantee.</b> Every {@link #pause} returns by itself, at the latest after {@link #LONGEST}
 * nanoseconds and what the system adds. So no wake-up can be lost: there is none.
 *
 * <p><b>Progress.</b> A waiter sees a change that lasts, provided that it keeps being scheduled.
 * There may be more threads than processors, and threads may be virtual: it spins for a moment
 * only.
 *
 * <p><b>Memory consistency effects.</b> None; they are those of the look.
 *
 * <p><b>Cost.</b> A waiter that has become impatient looks every {@link #LONGEST} nanoseconds: that
 * is how late it may come, and what its waiting costs the others.
 *
 * <p><b>Limits.</b> For one wait of one thread. Not interruptible: an interrupt shortens one pause,
 * and the waiter's status has it back after {@link #end}.
 *
 * <p><b>Evidence.</b> It is part of every progress claim of the locks that use it. Where one raiser
 * knows its one waiter, {@link Signal} wakes it instead.
 */
final class Patience {
  /** How often a waiter spins for a moment before it starts to yield. */
  private static final int SPINS = 64;

  /** How often a waiter yields before it starts to park. */
  private static final int YIELDS = 8;

  /** How long it parks at first, in nanoseconds; each time twice as long. */
  private static final long SHORTEST = 1 << 14;

  /** How long it parks at most, in nanoseconds. */
  static final long LONGEST = 1 << 18;

  /** Set in the patience of a waiter that was interrupted; its pauses are the other bits. */
  private static final int INTERRUPTED = 1 << 30;

  private Patience() {}

  /**
   * Lets some time pass, more from call to call.
   *
   * @param blocker what is waited for, as a dump of threads shows it
   * @param patience what the last pause of this wait returned, or 0
   * @return the patience that is left
   */
  @SuppressWarnings("ThreadPriorityCheck") // a yield is a courtesy here: nothing relies on it
  static int pause(Object blocker, int patience) {
    int pauses = patience & ~INTERRUPTED;
    if (pauses < SPINS) {
      Thread.onSpinWait();
      return patience + 1;
    }
    if (pauses < SPINS + YIELDS) {
      Thread.yield();
      return patience + 1;
    }
    long nanos = SHORTEST << (pauses - SPINS - YIELDS);
    LockSupport.parkNanos(blocker, nanos);
    int left = nanos < LONGEST ? patience + 1 : patience;
    return Thread.interrupted() ? left | INTERRUPTED : left; // or no later park would wait
  }

  /** Gives the thread back the interrupts that came while it was parked. */
  static void end(int patience) {
    if ((patience & INTERRUPTED) != 0) {
      Thread.currentThread().interrupt();
    }
  }
}
