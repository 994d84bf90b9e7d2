// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A fair, non-reentrant lock in which each thread waits for its predecessor's queue node.
 *
 * <p>This is the queue lock of Craig (1993) and of Magnusson, Landin and Hagersten (1994), with
 * fresh nodes in place of recycled ones because the collector reclaims them, and with waiters that
 * park when their turn is far.
 *
 * <p><b>Guarantee.</b> Mutual exclusion; first come, first served, in the order of the exchange on
 * the tail. A {@link #tryLock} never overtakes a waiter: it fails while there is one.
 *
 * <p><b>Progress.</b> Starvation-free, provided that holders unlock and that every waiter keeps
 * being scheduled. There may be more threads than processors: a waiter spins for a moment only. A
 * descheduled waiter delays all its successors. {@code tryLock} and {@link #unlock} are wait-free.
 *
 * <p><b>Memory consistency effects.</b> Actions before {@code unlock} happen-before actions after
 * the next {@link #lock} or successful {@code tryLock} returns. A failed {@code tryLock} has no
 * memory effect.
 *
 * <p><b>Cost.</b> One exchange to lock, one to unlock, one node allocated per acquisition; O(1)
 * remote cache misses per passage on a cache-coherent machine, and one park and unpark when the
 * wait is long.
 *
 * <p><b>Limits.</b> Not reentrant: a holder that locks again waits for itself for ever. Not
 * interruptible: an interrupt does not end the wait, and the thread's status keeps it. {@code
 * unlock} throws unless the calling thread holds the lock.
 *
 * <p><b>Evidence.</b> Claims {@code clh.*} in the report; mutants {@code Clh*} of the corpus.
 */
public final class ClhLock {
  /*
   * Algorithm.
   *
   *   tail --> C(quiet) ..waits on.. B(quiet) ..waits on.. A(raised)
   *            waiter                holder                garbage after B entered
   *
   * A node is a signal that its owner raises when it unlocks, and which is never used again.
   * Enqueue is the exchange on tail; it fixes the order of entry. Enter is the end of the wait for
   * the predecessor. TryEnter is the compare-and-set that enqueues behind a raised node, and so
   * enters at once. Exit is the raising of the own node. These are the actions of
   * models/specs/clh/Clh.tla and the labels below.
   *
   * Invariants. Every node but the newest has exactly one successor, the thread whose exchange
   * returned it: hence one waiter per signal. Nodes are not recycled, so a tail that tryLock saw
   * raised is raised still when its compare-and-set succeeds. No node refers to another: a thread
   * keeps its predecessor on its stack while it waits, and the collector may have it afterwards.
   *
   * Access modes. Exit releases and Enter acquires (see Signal), and that pair alone carries the
   * happens-before edge of the critical section; TryEnter gets it from isRaised. The updates of
   * tail are needed for their atomicity only, as a node is born in its default state, which every
   * thread sees; acquire is the weakest mode that there is. The read in tryLock is volatile, so
   * that a call which other volatile accesses put after an unlock does not fail on the tail before
   * it. The fields owner and holder are plain. A thread that reads owner without holding the lock
   * races, but reads its own name there only if it wrote it and has not erased it since.
   *
   * Rejected: nodes in a ThreadLocal, which leak and which virtual threads make costly; a
   * reference from node to predecessor, which keeps garbage alive.
   */

  private static final VarHandle TAIL;

  static {
    try {
      TAIL = MethodHandles.lookup().findVarHandle(ClhLock.class, "tail", Node.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The node enqueued last; accessed through TAIL only. */
  @SuppressWarnings("unused")
  private Node tail;

  /** The holding thread, or null when unlocked; written only while holding this lock. */
  private @Nullable Thread owner;

  /** The node of the thread that holds, or last held, the lock; guarded by this lock. */
  private Node holder;

  /** Creates an unlocked lock. */
  public ClhLock() {
    holder = new Node();
    holder.raise();
    tail = holder;
  }

  /** Acquires the lock, waiting until it is available. */
  public void lock() {
    var node = new Node();
    var predecessor = (Node) TAIL.getAndSetAcquire(this, node); // Enqueue
    predecessor.await(); // Enter
    hold(node);
  }

  /**
   * Acquires the lock if nobody holds it or waits for it.
   *
   * @return whether the lock was acquired; if not, a thread held it at some moment during the call
   */
  public boolean tryLock() {
    var last = (Node) TAIL.getVolatile(this); // TryRead
    if (!last.isRaised()) { // TryLook
      return false;
    }
    var node = new Node();
    if (TAIL.compareAndExchangeAcquire(this, last, node) != last) { // TryEnter
      return false;
    }
    hold(node);
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
    holder.raise(); // Exit
  }

  private void hold(Node node) {
    holder = node;
    owner = Thread.currentThread();
  }

  /** A place in the queue, raised when its owner has unlocked. */
  private static final class Node extends Signal {}
}
