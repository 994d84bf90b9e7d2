// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A fair, non-reentrant lock that works like the counter of a bakery: draw a number, wait until it
 * is served.
 *
 * <p>This is the ticket lock of Reed and Kanodia (1979) and of Mellor-Crummey and Scott (1991),
 * with tryLock, and with waiters that park when their turn is far.
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
 * <p><b>Cost.</b> One atomic addition to lock, one release store to unlock, nothing allocated; two
 * words. Each unlock invalidates the word that all waiters watch: O(waiters) remote cache misses
 * per passage. A waiter that has parked comes late by up to a quarter of a millisecond.
 *
 * <p><b>Limits.</b> For few waiters at a time; {@link ClhLock} has no such limit. Not reentrant: a
 * holder that locks again waits for itself for ever. Not interruptible: an interrupt does not end
 * the wait, and the thread's status keeps it. {@code unlock} throws unless the calling thread holds
 * the lock.
 *
 * <p><b>Evidence.</b> Claims {@code ticket.*} in the report; mutants {@code Ticket*} of the corpus.
 */
public final class TicketLock {
  /*
   * Algorithm.
   *
   *   serving                    next
   *      |                         |
   *      7        8        9       10       tickets 7 .. 9 are drawn
   *    holder   waiter   waiter             10 is the next one
   *
   * Draw takes a ticket by fetch-and-add; it fixes the order of entry. Enter is the read that sees
   * the own ticket served. Exit serves the next ticket. TryDraw takes a ticket by compare-and-set,
   * and only the one that is being served. These are the actions of models/specs/ticket/Ticket.tla
   * and the labels below.
   *
   * Invariants. serving <= next, and both only grow. No two threads have the same ticket, so one at
   * most has the one that is served; it alone moves serving on.
   *
   * Overflow. Numbers are compared for equality only, and never more than 2^32 threads wait; so
   * they may wrap. One thing remains: a tryLock that stops between its read and TryDraw while the
   * numbers go round once finds its old ticket not drawn. It then has drawn it fairly, but its turn
   * is yet to come. So Enter follows here too, one read that otherwise finds what it wants.
   *
   * Access modes. Exit releases and Enter acquires, and that pair alone carries the happens-before
   * edge of the critical section. The operations on next are needed for their atomicity only; they
   * are volatile, so that all threads agree on who came first. The first read of tryLock is opaque:
   * if it is stale then TryDraw fails. The holder may read serving plainly, as nobody else writes
   * it; and likewise owner, where a thread reads its own name only if it wrote it.
   *
   * Rejected: both numbers in one word, which makes tryLock a single step, but has unlock collide
   * with every Draw; a pause in proportion to the distance, which assumes that passages are alike.
   */

  private static final VarHandle NEXT;
  private static final VarHandle SERVING;

  static {
    try {
      var lookup = MethodHandles.lookup();
      NEXT = lookup.findVarHandle(TicketLock.class, "next", int.class);
      SERVING = lookup.findVarHandle(TicketLock.class, "serving", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The ticket to be drawn next; accessed through NEXT only. */
  @SuppressWarnings("unused")
  private int next;

  /** The ticket that may enter, or has; written only while holding this lock. */
  private int serving;

  /** The holding thread, or null when unlocked; written only while holding this lock. */
  private @Nullable Thread owner;

  /** Creates an unlocked lock. */
  public TicketLock() {
    this(0);
  }

  /** Creates an unlocked lock whose first ticket is {@code first}, as after many passages. */
  TicketLock(int first) {
    next = first;
    serving = first;
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
    int served = (int) SERVING.getOpaque(this); // TryRead
    if (!NEXT.compareAndSet(this, served, served + 1)) { // TryDraw
      return false;
    }
    enter(served);
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
    SERVING.setRelease(this, serving + 1); // Exit
  }

  private void enter(int ticket) {
    int patience = 0;
    while ((int) SERVING.getAcquire(this) != ticket) { // Enter
      patience = Patience.pause(this, patience);
    }
    Patience.end(patience);
    owner = Thread.currentThread();
  }
}
