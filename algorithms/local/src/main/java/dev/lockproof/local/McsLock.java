// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A fair, non-reentrant lock in which each thread waits on its own queue node.
 *
 * <p>This is the queue lock of Mellor-Crummey and Scott (1991), with waiters that park when their
 * turn is far, and with an unlock that never waits: where the original waits until the next thread
 * has made itself known, this one leaves a mark for it, as in Scott (2002).
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
 * <p><b>Cost.</b> One exchange to lock, one compare-and-set to unlock, one node allocated per
 * acquisition; under contention one exchange more on either side. Each thread waits on memory of
 * its own: O(1) remote references per passage, and one park and unpark when the wait is long.
 *
 * <p><b>Limits.</b> Not reentrant: a holder that locks again waits for itself for ever. Not
 * interruptible: an interrupt does not end the wait, and the thread's status keeps it. {@code
 * unlock} throws unless the calling thread holds the lock.
 *
 * <p><b>Evidence.</b> Claims {@code mcs.*} in the report; mutants {@code Mcs*} of the corpus.
 */
public final class McsLock {
  /*
   * Algorithm.
   *
   *   holder A --next--> B --next--> C <-- tail
   *                      waits on its own node until A raises it
   *
   * The tail is null when nobody holds the lock. Enqueue is the exchange on the tail; it fixes the
   * order of entry, and who finds null there has entered. Any other thread has a predecessor, and
   * makes itself known to it: Link is the exchange on the predecessor's next. Then it waits for
   * its own node to be raised: Enter. TryEnter enqueues only where the tail is null.
   *
   * Unlock looks whether a successor has linked itself. If none has, Free puts null back in place
   * of the own node. If that fails, a successor has enqueued but not linked: Leave exchanges next
   * for GONE. Whichever of Link and Leave comes second learns of the other. Either the successor
   * finds GONE and has entered, or unlock finds the successor. HandOver raises its node. These are
   * the actions of models/specs/mcs/Mcs.tla and the labels below.
   *
   * Invariants. Every node but the newest has exactly one successor, the thread whose exchange
   * returned it, and only that thread links to it. A node is raised by its predecessor alone: hence
   * one raiser and one waiter per signal. Nodes are not recycled, so Free cannot mistake a later
   * node for its own.
   *
   * Access modes. The edge from one critical section to the next has three ways, each a release
   * and an acquire on one word: Free and the operation on the tail that finds null; Leave and the
   * Link that finds GONE; HandOver and Enter (see Signal). The updates of tail and next are
   * volatile, more than that needs, so that all threads agree on who came first. The look at next
   * is acquire, though a node is born in its default state and nothing else is read through it.
   * The fields owner and holder are plain: a thread reads its own name in owner only if it wrote
   * it and has not erased it since.
   *
   * Rejected: waiting in unlock for the link, as a descheduled successor would hold up a thread
   * that has nothing to do with it; nodes in a ThreadLocal, as a thread may hold several locks.
   */

  /** What a next says whose owner has unlocked. */
  private static final Node GONE = new Node();

  private static final VarHandle TAIL;
  private static final VarHandle NEXT;

  static {
    try {
      TAIL = MethodHandles.lookup().findVarHandle(McsLock.class, "tail", Node.class);
      NEXT = MethodHandles.lookup().findVarHandle(Node.class, "next", Node.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The node enqueued last, or null when unlocked; accessed through TAIL only. */
  @SuppressWarnings("unused")
  private @Nullable Node tail;

  /** The holding thread, or null when unlocked; written only while holding this lock. */
  private @Nullable Thread owner;

  /** The node of the thread that holds, or last held, the lock; guarded by this lock. */
  private @Nullable Node holder;

  /** Creates an unlocked lock. */
  public McsLock() {}

  /** Acquires the lock, waiting until it is available. */
  public void lock() {
    var node = new Node();
    var predecessor = (Node) TAIL.getAndSet(this, node); // Enqueue
    if (predecessor != null && NEXT.getAndSet(predecessor, node) != GONE) { // Link
      node.await(); // Enter
    }
    hold(node);
  }

  /**
   * Acquires the lock if nobody holds it or waits for it.
   *
   * @return whether the lock was acquired; if not, a thread held it at some moment during the call
   */
  public boolean tryLock() {
    if (TAIL.getVolatile(this) != null) {
      return false;
    }
    var node = new Node();
    if (!TAIL.compareAndSet(this, null, node)) { // TryEnter
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
    Node node = holder;
    var next = (Node) NEXT.getAcquire(node); // Look
    if (next == null) {
      if (TAIL.compareAndSet(this, node, null)) { // Free
        return;
      }
      next = (Node) NEXT.getAndSet(node, GONE); // Leave
    }
    if (next != null) {
      next.raise(); // HandOver
    }
  }

  private void hold(Node node) {
    holder = node;
    owner = Thread.currentThread();
  }

  /** A place in the queue, raised when its turn has come. */
  private static final class Node extends Signal {
    /** The successor once it has linked itself, or GONE; accessed through NEXT only. */
    @SuppressWarnings("unused")
    private @Nullable Node next;
  }
}
