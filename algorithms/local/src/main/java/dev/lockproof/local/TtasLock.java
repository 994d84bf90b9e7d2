// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * An unfair, non-reentrant lock of one bit, which waiters watch until it is clear, and then try to
 * set; who fails backs off.
 *
 * <p>This is the test-and-test-and-set lock of Rudolph and Segall (1984) with the exponential
 * backoff of Anderson (1990), and with waiters that park when it takes long.
 *
 * <p><b>Guarantee.</b> Mutual exclusion. No order: a newcomer may overtake any waiter, any number
 * of times.
 *
 * <p><b>Progress.</b> Deadlock-free, provided that holders unlock and that threads keep being
 * scheduled: while threads wait, some thread enters. Not starvation-free: a given waiter may never
 * be the one, the less so the longer it has backed off. {@link #tryLock} and {@link #unlock} are
 * wait-free.
 *
 * <p><b>Memory consistency effects.</b> Actions before {@code unlock} happen-before actions after
 * the next {@link #lock} or successful {@code tryLock} returns. A failed {@code tryLock} has no
 * memory effect.
 *
 * <p><b>Cost.</b> One read and one exchange to lock, one release store to unlock, nothing
 * allocated; one word. Waiters share the word's cache line until unlock. A waiter that has parked
 * comes late by up to a quarter of a millisecond.
 *
 * <p><b>Limits.</b> For short critical sections where order does not matter: it gains its speed
 * from letting a running thread overtake. Not reentrant: a holder that locks again waits for itself
 * for ever. Not interruptible: an interrupt does not end the wait, and the thread's status keeps
 * it. {@code unlock} throws unless the calling thread holds the lock.
 *
 * <p><b>Evidence.</b> Claims {@code ttas.*} in the report; mutants {@code Ttas*} of the corpus.
 */
public final class TtasLock {
  /*
   * Algorithm.
   *
   *   FREE --Swap--> HELD --Exit--> FREE
   *
   * Look reads the word, and only who saw FREE goes on to Swap, which exchanges it for HELD: who
   * gets FREE back has entered, everybody else was late, backs off and looks again. Exit stores
   * FREE. These are the actions of models/specs/ttas/Ttas.tla and the labels below.
   *
   * Access modes. Exit releases and Swap acquires, and that pair alone carries the happens-before
   * edge of the critical section. Look decides nothing, as Swap looks again; it is opaque, so that
   * it sees a change in the end. The field owner is plain. A thread that reads it without holding
   * the lock races, but reads its own name there only if it wrote it and has not erased it since.
   *
   * Rejected: backoff at random, as two threads that back off at the same pace are set apart by who
   * of them won; a longer backoff, as the waiter's patience goes on where it ends.
   */

  private static final int FREE = 0;
  private static final int HELD = 1;

  /** How many times a waiter spins after its Swap was late, at most; twice as often each time. */
  private static final int LONGEST_BACKOFF = 256;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(TtasLock.class, "state", int.class);
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
  public TtasLock() {}

  /** Acquires the lock, waiting until it is available. */
  public void lock() {
    if (!tryLock()) {
      compete();
    }
  }

  /**
   * Acquires the lock if nobody holds it.
   *
   * @return whether the lock was acquired; if not, a thread held it at some moment during the call
   */
  public boolean tryLock() {
    if ((int) STATE.getOpaque(this) != FREE) { // Look
      return false;
    }
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

  private void compete() {
    int patience = 0;
    int backoff = 1;
    do {
      for (int i = 0; i < backoff; i++) {
        Thread.onSpinWait();
      }
      if (backoff < LONGEST_BACKOFF) {
        backoff *= 2;
      }
      while ((int) STATE.getOpaque(this) != FREE) { // Look
        patience = Patience.pause(this, patience);
      }
    } while (!tryLock());
    Patience.end(patience);
  }
}
