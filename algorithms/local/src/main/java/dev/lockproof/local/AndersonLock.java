// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A fair, non-reentrant ticket lock whose waiters watch different words, each the slot of its
 * ticket in an array.
 *
 * <p>This is the array lock of Anderson (1990), whose slots hold the ticket that is served there,
 * as in the partitioned ticket lock of Dice (2011), in place of a flag: so there may be more
 * waiters than slots. With tryLock, and with waiters that park when their turn is far.
 *
 * <p><b>Guarantee.</b> Mutual exclusion; first come, first served, in the order in which tickets
 * are drawn. A {@link #tryLock} never overtakes a waiter: it fails while there is one.
 *
 * <p><b>Progress.</b> Starvation-free, provided that holders unlock and that every waiter keeps
 * being scheduled. There may be more threads than processors. A descheduled waiter delays all its
 * successors. {@code tryLock} and {@link #unlock} are wait-free, but for a {@code tryLock} that is
 * overtaken by exactly a multiple of 2<sup>32</sup> passages: it waits for its turn.
 *
 * <p><b>Memory consistency effects.</b> Actions before {@code unlock} happen-before actions after
 * the next {@link #lock} or successful {@code tryLock} returns. A failed {@code tryLock} has no
 * memory effect.
 *
 * <p><b>Cost.</b> One atomic addition to lock, one release store to unlock, nothing allocated; O(1)
 * remote cache misses per passage while there are no more than 16 waiters. The array takes a
 * kilobyte. A waiter that has parked comes late by up to a quarter of a millisecond.
 *
 * <p><b>Limits.</b> {@link ClhLock} gives as much and wakes its waiters, but allocates. Not
 * reentrant: a holder that locks again waits for itself for ever. Not interruptible: an interrupt
 * does not end the wait, and the thread's status keeps it. {@code unlock} throws unless the calling
 * thread holds the lock.
 *
 * <p><b>Evidence.</b> Claims {@code anderson.*} in the report; mutants {@code Anderson*} of the
 * corpus.
 */
public final class AndersonLock {
  /*
   * Algorithm.                                       next = 39
   *
   *   slot     0     ..     4     5     6     7     8  ..  15
   *   served  32     ..    36    21    22    23    24  ..  31
   *                      holder  37    38
   *
   * Draw takes a ticket by fetch-and-add; it fixes the order of entry. Enter is the read that finds
   * the own ticket in its slot. Exit stores the next ticket in the next slot. TryDraw takes a
   * ticket by compare-and-set, and only one that is being served. These are the actions of
   * models/specs/anderson/Anderson.tla and the labels below.
   *
   * Invariants. A slot holds the latest ticket of its own that was served. No two threads have the
   * same ticket, so one at most finds it. A ticket stays in its slot until its owner has entered,
   * as the next ticket of that slot is served later: waiters that share a slot do not mislead each
   * other. All slots are born with 0, which is a ticket of the first slot only, and served there.
   *
   * Overflow. Numbers are compared for equality only, and the number of slots is a power of two, so
   * that they go on round the array when they wrap. A tryLock that stops before TryDraw while they
   * go round once draws a ticket that is not up yet: it waits in Enter, which it passes like all.
   *
   * Access modes. Exit releases and Enter acquires, and that pair alone carries the happens-before
   * edge of the critical section. The operations on next are needed for their atomicity only; they
   * are volatile, so that all threads agree on who came first. The first reads of tryLock are
   * opaque: if they are stale then TryDraw fails. Ticket and owner are plain, and guarded by the
   * lock; a thread that reads owner without it finds its own name only if it wrote it.
   *
   * Rejected: a flag in each slot, which lets two in when there are more waiters than slots.
   */

  /** How many waiters watch a slot of their own; a power of two. */
  private static final int SLOTS = 16;

  /** The distance between two slots, so that no two share a cache line. */
  private static final int SPACING = 16;

  private static final VarHandle NEXT;
  private static final VarHandle SERVED = MethodHandles.arrayElementVarHandle(int[].class);

  static {
    try {
      NEXT = MethodHandles.lookup().findVarHandle(AndersonLock.class, "next", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** In each slot the ticket served there last; accessed through SERVED only. */
  private final int[] served = new int[SLOTS * SPACING];

  /** The ticket to be drawn next; accessed through NEXT only. */
  @SuppressWarnings("unused")
  private int next;

  /** The ticket of the thread that holds, or last held, the lock; guarded by this lock. */
  private int ticket;

  /** The holding thread, or null when unlocked; written only while holding this lock. */
  private @Nullable Thread owner;

  /** Creates an unlocked lock. */
  public AndersonLock() {
    this(0);
  }

  /**
   * Creates an unlocked lock as after many passages.
   *
   * @param first the first ticket, such that the numbers do not wrap to 0 within one round
   */
  AndersonLock(int first) {
    next = first;
    SERVED.set(served, slot(first), first);
  }

  /** Acquires the lock, waiting until it is available. */
  public void lock() {
    enter((int) NEXT.getAndAdd(this, 1)); // Draw
  }

  /**
   * Acquires the lock if nobody holds it or waits for it.
   *
   * @return whether the lock was acquired; if not, a thread held it at some moment during the call
   */
  public boolean tryLock() {
    int free = (int) NEXT.getOpaque(this);
    if ((int) SERVED.getOpaque(served, slot(free)) != free
        || !NEXT.compareAndSet(this, free, free + 1)) { // TryDraw
      return false;
    }
    enter(free);
    return true;
  }

  /**
   * Releases the lock and lets the next waiter in.
   *
   * @throws IllegalMonitorStateException if the calling thread does not hold this lock
   */
  public void unlock() {
    if (owner != Thread.currentThread()) {
      throw new IllegalMonitorStateException(Thread.currentThread() + " does not hold this lock");
    }
    owner = null;
    int following = ticket + 1;
    SERVED.setRelease(served, slot(following), following); // Exit
  }

  private void enter(int mine) {
    int patience = 0;
    while ((int) SERVED.getAcquire(served, slot(mine)) != mine) { // Enter
      patience = Patience.pause(this, patience);
    }
    Patience.end(patience);
    ticket = mine;
    owner = Thread.currentThread();
  }

  private static int slot(int ticket) {
    return (ticket & (SLOTS - 1)) * SPACING;
  }
}
