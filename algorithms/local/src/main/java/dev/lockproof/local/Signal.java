// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A one-shot signal from one raiser to one waiter: the wait policy of the queue locks.
 *
 * <p><b>Guarantee.</b> {@link #await()} returns only after {@link #raise}. A raised signal stays
 * raised. A waiter that gives up leaves nothing behind: another may wait in its place.
 *
 * <p><b>Progress.</b> No wake-up is lost: once {@code raise} has returned, the waiter returns,
 * provided that it keeps being scheduled. {@code raise} is wait-free.
 *
 * <p><b>Memory consistency effects.</b> Actions before {@code raise} happen-before actions after
 * {@code await} returns, if it has not given up, or after {@link #isRaised} returns true.
 *
 * <p><b>Cost.</b> One word. An exchange to raise; one read to await what is raised already; a
 * compare-and-exchange and a park only for a waiter that has spun and yielded in vain.
 *
 * <p><b>Limits.</b> One waiter at a time and one raiser, which is not checked; no reset. Only
 * {@link #await(LongSupplier)} can be interrupted: elsewhere an interrupt neither ends nor shortens
 * the wait, and the waiter's status keeps it.
 *
 * <p><b>Evidence.</b> Claims {@code signal.*} in the report; mutants {@code Signal*} of the corpus.
 */
class Signal {
  /*
   * Algorithm.
   *
   *   null --Publish--> waiter's thread --Raise--> RAISED, then Unpark
   *    |  ^                    |                     ^
   *    |  +------Withdraw------+                     |
   *    +--------------------Raise--------------------+
   *
   * All is decided on one word. A waiter spins and yields for a while, for its turn is usually
   * near; then it publishes itself and parks until the word is RAISED. One that gives up withdraws
   * its name, unless the signal was raised meanwhile. These are the actions Publish, Park,
   * Withdraw, Raise and Unpark of models/specs/signal/Signal.tla and the labels below.
   *
   * Invariants. The word never leaves RAISED. Whoever parks had published itself before it last
   * saw the word unraised; so the exchange that raises it later returns the thread to unpark, and
   * the permit given ends that park, or the next one. Every return from await passes the read in
   * isRaised, so neither a spurious wake-up, nor an interrupt, nor a permit left over from
   * elsewhere gets out.
   *
   * Access modes. The read in isRaised is acquire and pairs with the release half of the exchange:
   * that edge carries what was written before raise. The acquire half of the exchange and the
   * release of the compare-and-exchange hand over the thread, which unpark looks into. Nothing
   * relies on the order of two different words.
   *
   * Rejected: a separate field for the thread, as then raising and publishing must be ordered by a
   * full fence on either side; spinning only, as a waiter may be the very one that keeps the
   * raiser off the processor; yielding only, as it starves lower priorities and burns a core.
   */

  /** How often a waiter looks, pausing in between, before it starts to yield. */
  private static final int SPINS = 64;

  /** How often a waiter looks, yielding in between, before it parks. */
  private static final int YIELDS = 8;

  /** The last value of every word. */
  private static final Object RAISED = new Object();

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Signal.class, "state", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Null, the waiter's thread or RAISED; accessed through STATE only. */
  @SuppressWarnings("unused")
  private @Nullable Object state;

  /** Waits until this signal is raised. */
  final void await() {
    if (!isRaisedSoon()) {
      park();
    }
  }

  /** Waits until this signal is raised, without spinning first. */
  final void park() {
    STATE.compareAndExchangeRelease(this, null, Thread.currentThread()); // Publish, unless raised
    boolean interrupted = false;
    while (!isRaised()) {
      LockSupport.park(this); // Park
      interrupted |= Thread.interrupted(); // or every later park would return at once
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits until this signal is raised, unless the time is over first.
   *
   * @param nanosLeft the time that is left, in nanoseconds; over when zero or less
   * @return whether this signal was raised; if not, this thread does not wait for it any more
   * @throws InterruptedException if this thread was interrupted first; likewise
   */
  final boolean await(LongSupplier nanosLeft) throws InterruptedException {
    if (isRaised() || (nanosLeft.getAsLong() > 0 && isRaisedSoon())) {
      return true;
    }
    STATE.compareAndSet(this, null, Thread.currentThread()); // Publish, unless raised meanwhile
    boolean interrupted = false;
    while (!isRaised()) {
      long nanos = nanosLeft.getAsLong();
      interrupted |= Thread.interrupted();
      if (nanos > 0 && !interrupted) {
        LockSupport.parkNanos(this, nanos); // Park
      } else if (STATE.compareAndSet(this, Thread.currentThread(), null)) { // Withdraw
        if (interrupted) {
          throw new InterruptedException();
        }
        return false;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  /** Raises this signal and wakes its waiter. */
  final void raise() {
    if (STATE.getAndSet(this, RAISED) instanceof Thread waiter) { // Raise
      LockSupport.unpark(waiter); // Unpark
    }
  }

  /** Returns whether this signal was raised. */
  final boolean isRaised() {
    return STATE.getAcquire(this) == RAISED;
  }

  @SuppressWarnings("ThreadPriorityCheck") // a yield is a courtesy here: nothing relies on it
  private boolean isRaisedSoon() {
    for (int looks = 0; looks < SPINS + YIELDS; looks++) {
      if (isRaised()) {
        return true;
      }
      if (looks < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
    return false;
  }
}
