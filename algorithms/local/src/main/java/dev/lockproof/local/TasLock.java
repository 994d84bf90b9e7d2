// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * An unfair, non-reentrant lock of one bit, which every waiter tries to set until it is the one
 * that did.
 *
 * <p>This is the test-and-set lock, the oldest of them all, with waiters that park when it takes
 * long.
 *
 * <p><b>Guarantee.</b> Mutual exclusion. No order: a newcomer may overtake any waiter, any number
 * of times.
 *
 * <p><b>Progress.</b> Deadlock-free, provided that holders unlock and that threads keep being
 * scheduled: while threads wait, some thread enters. Not starvation-free: a given waiter may never
 * be the one. {@link #tryLock} and {@link #unlock} are wait-free.
 *
 * <p><b>Memory consistency effects.</b> Actions before {@code unlock} happen-before actions after
 * the next {@link #lock} or successful {@code tryLock} returns. A failed {@code tryLock} has no
 * memory effect.
 *
 * <p><b>Cost.</b> One exchange to lock, one release store to unlock, nothing allocated; one word.
 * Each look of each waiter takes the word's cache line away from the holder. A waiter that has
 * parked comes late by up to a quarter of a millisecond.
 *
 * <p><b>Limits.</b> For short critical sections and few threads; {@link TtasLock} is the one to
 * take, this one is where the others start from. Not reentrant: a holder that locks again waits for
 * itself for ever. Not interruptible: an interrupt does not end the wait, and the thread's status
 * keeps it. {@code unlock} throws unless the calling thread holds the lock.
 *
 * <p><b>Evidence.</b> Claims {@code tas.*} in the report; mutants {@code Tas*} of the corpus.
 */
public final class TasLock {
  /*
   * Algorithm.
   *
   *   FREE --Swap--> HELD --Exit--> FREE
   *
   * Swap exchanges the word for HELD; who gets FREE back has entered, everybody else has changed
   * nothing. Exit stores FREE. These are the actions of models/specs/tas/Tas.tla and the labels
   * below.
   *
   * Access modes. Exit releases and Swap acquires, and that pair alone carries the happens-before
   * edge of the critical section. Swap need not release: what a thread did before lock is nobody's
   * business. The field owner is plain. A thread that reads it without holding the lock races, but
   * reads its own name there only if it wrote it and has not erased it since.
   */

  private static final int FREE = 0;
  private static final int HELD = 1;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(TasLock.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** FREE or HELD; accessed through STATE only. */
  @SuppressWarnings("unused")
  private int state;

  /** The holding thread, or null when unlocked; written only while holding this lock. */
  private @Nullable Thread owner;

  /** Creates an unlocked lock. */
  public TasLock() {}

  /** Acquires the lock, waiting until it is available. */
  public void lock() {
    int patience = 0;
    while (!tryLock()) {
      patience = Patience.pause(this, patience);
    }
    Patience.end(patience);
  }

  /**
   * Acquires the lock if nobody holds it.
   *
   * @return whether the lock was acquired; if not, a thread held it at some moment during the call
   */
  public boolean tryLock() {
    if ((int) STATE.getAndSetAcquire(this, HELD) != FREE) { // Swap
      return false;
    }
    owner = Thread.currentThread();
    return true;
  }

  /**
   * Releases the lock.
   *
   * @throws IllegalMonitorStateException if the calling thread does not hold this lock
   */
  public void unlock() {
    if (owner != Thread.currentThread()) {
      throw new IllegalMonitorStateException(Thread.currentThread() + " does not hold this lock");
    }
    owner = null;
    STATE.setRelease(this, FREE); // Exit
  }
}
