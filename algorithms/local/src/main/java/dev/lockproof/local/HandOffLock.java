// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.function.LongSupplier;

/**
 * A fair, reentrant {@link Lock} with conditions: unlock hands it to the first waiter.
 *
 * <p>This is {@link AbortableClhLock}, with a count of holds on top of it, and conditions in the
 * manner of Hoare's monitors as Mesa has them (Lampson and Redell, 1980): a signal wakes a waiter,
 * which then queues for the lock like everybody.
 *
 * <p><b>Guarantee.</b> The whole contract of {@code Lock}. Mutual exclusion; first come, first
 * served, among those that do not give up; {@link #tryLock()} does not overtake anybody either, as
 * that of a fair {@link java.util.concurrent.locks.ReentrantLock} does. Whoever gives up leaves
 * nothing behind. A signal wakes who has waited longest for its condition, and is not lost: a
 * waiter that gives up at the same moment either takes it or leaves it to the next.
 *
 * <p><b>Progress.</b> Starvation-free, provided that holders unlock and that every waiter keeps
 * being scheduled. A descheduled waiter delays all its successors. {@code tryLock()} and {@link
 * #unlock} wait for nobody.
 *
 * <p><b>Memory consistency effects.</b> Actions before {@code unlock}, or before a wait for a
 * condition, happen-before actions after the next {@link #lock}, {@link #lockInterruptibly},
 * successful {@code tryLock} or return from a wait. A failed or interrupted attempt has no memory
 * effect.
 *
 * <p><b>Cost.</b> That of {@link AbortableClhLock}; nothing allocated to lock again. A wait for a
 * condition costs a passage and a node; a waiter that gives up searches those of its condition.
 *
 * <p><b>Limits.</b> At most 2<sup>31</sup>-1 holds, then {@code lock} throws. A waiter that is
 * signalled queues when it wakes, and not in the moment of the signal. Time-outs are as exact as
 * the system's timers; {@link Condition#awaitUntil} looks at the system's time of day once, when it
 * is called. {@code unlock}, and all that a condition has, throw unless the calling thread holds
 * the lock.
 *
 * <p><b>Evidence.</b> Claims {@code hand-off.*} in the report; mutants {@code HandOff*} of the
 * corpus.
 */
public final class HandOffLock implements Lock {
  /*
   * Algorithm.
   *
   *   lock --Enter--> held once --Again--> held twice ... --Exit--> held once --Exit--> the next
   *                      |  ^                                                           one enters
   *                    Wait |                           Signal takes who has waited longest
   *                      v Return                       from the condition, and wakes it
   *                   waits for the condition
   *
   * Who waits for a condition joins its waiters, remembers its holds and leaves the queue: Wait. It
   * parks until it is woken or gives up. In either case it queues for the lock again, and with
   * Return holds it as often as before. Whether it was signalled is decided there, under the lock:
   * Signal has taken it from the waiters, or else it takes itself out. These are the actions of
   * models/specs/hand-off/HandOff.tla and the labels below, here and in HandOffCondition.
   *
   * Invariants. holds and the waiters of all conditions are guarded by the lock, and holds is 1 at
   * least while somebody has it. Whether this thread holds the lock is asked without the lock: it
   * reads its own name as the owner only if it wrote it there and has not erased it since.
   *
   * Rejected: moving a signalled waiter to the queue of the lock in its place, as this queue has no
   * node for a thread that does not run; telling a signal from a time-out by what woke the waiter,
   * as the signal may come between that and the moment when it has the lock again.
   */

  private final AbortableClhLock queue;
  private final LongSupplier clock;
  private final LongSupplier timeOfDay;

  /** How often the holder holds this lock; guarded by this lock. */
  private int holds;

  /** Creates an unlocked lock. */
  public HandOffLock() {
    this(System::nanoTime, System::currentTimeMillis);
  }

  /**
   * Creates an unlocked lock whose time-outs are by {@code clock}, in nanoseconds, and its
   * deadlines by {@code timeOfDay}, in milliseconds.
   */
  HandOffLock(LongSupplier clock, LongSupplier timeOfDay) {
    this.clock = clock;
    this.timeOfDay = timeOfDay;
    queue = new AbortableClhLock(clock);
  }

  @Override
  public void lock() {
    if (queue.isHeld()) {
      again();
    } else {
      enter(1);
    }
  }

  @Override
  public void lockInterruptibly() throws InterruptedException {
    if (!queue.isHeld()) {
      queue.lockInterruptibly();
      holds = 1;
    } else if (Thread.interrupted()) {
      throw new InterruptedException();
    } else {
      again();
    }
  }

  /**
   * Acquires the lock if this thread holds it, or nobody holds it or waits for it.
   *
   * @return whether the lock was acquired; if not, another thread held it or waited for it at some
   *     moment during the call
   */
  @Override
  public boolean tryLock() {
    if (queue.isHeld()) {
      again();
      return true;
    }
    if (!queue.tryLock()) { // TryEnter
      return false;
    }
    holds = 1;
    return true;
  }

  @Override
  public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (queue.isHeld()) {
      again();
      return true;
    }
    if (!queue.tryLock(time, unit)) {
      return false;
    }
    holds = 1;
    return true;
  }

  /**
   * Gives up one hold; the last one hands the lock to the first waiter.
   *
   * @throws IllegalMonitorStateException if the calling thread does not hold this lock
   */
  @Override
  public void unlock() {
    queue.requireHeld();
    if (holds > 1) {
      holds--;
    } else {
      leave(); // Exit
    }
  }

  @Override
  public Condition newCondition() {
    return new HandOffCondition(this, clock, timeOfDay);
  }

  /** Throws unless the calling thread holds this lock. */
  void requireHeld() {
    queue.requireHeld();
  }

  /** Acquires the lock {@code times} at once for a thread that does not hold it. */
  void enter(int times) {
    queue.lock(); // Enter
    holds = times;
  }

  /** Gives up all holds, and returns how many they were. */
  int leave() {
    int all = holds;
    queue.release();
    return all;
  }

  private void again() {
    if (holds == Integer.MAX_VALUE) {
      throw new IllegalStateException("held too often");
    }
    holds++; // Again
  }
}
