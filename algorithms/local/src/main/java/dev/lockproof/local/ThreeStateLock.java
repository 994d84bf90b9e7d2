// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An unfair, non-reentrant lock of three states, whose waiters park until an unlock wakes them.
 *
 * <p>This is the mutex of Drepper (2005), with the third state of his second attempt, and with a
 * list of waiters of its own where his has the kernel's.
 *
 * <p><b>Guarantee.</b> Mutual exclusion. No order: waiters are woken in the order in which they
 * queued, but a newcomer may enter before the one that was woken, any number of times.
 *
 * <p><b>Progress.</b> Deadlock-free, provided that holders unlock and that threads keep being
 * scheduled: no wake-up is lost. Not starvation-free. There may be any number of threads, as a
 * waiter spins for a moment only. {@link #tryLock} is wait-free, {@link #unlock} is lock-free.
 *
 * <p><b>Memory consistency effects.</b> Actions before {@code unlock} happen-before actions after
 * the next {@link #lock} or successful {@code tryLock} returns. A failed {@code tryLock} has no
 * memory effect.
 *
 * <p><b>Cost.</b> A compare-and-set to lock and one to unlock while nobody waits. Each wait
 * allocates a node; the unlock that ends it takes three more atomic steps and an unpark.
 *
 * <p><b>Limits.</b> Not reentrant: a holder that locks again waits for itself for ever. Not
 * interruptible: an interrupt does not end the wait, and the thread's status keeps it. {@code
 * unlock} throws unless the calling thread holds the lock.
 *
 * <p><b>Evidence.</b> Claims {@code three-state.*} in the report; mutants {@code ThreeState*} of
 * the corpus.
 */
public final class ThreeStateLock {
  /*
   * Algorithm.
   *
   *   FREE --Take--> LOCKED --Exit--> FREE
   *     |               |
   *     |             Claim
   *     |               v
   *     +--Claim--> CONTENDED --Clear--> LOCKED --Open--> FREE, then Wake and Unpark
   *
   * Take sets the word if it is free; Snatch does so after some spinning. Who comes in vain goes
   * into the list of arrivals: Push. Claim then exchanges the word for CONTENDED. Who gets FREE
   * back has entered, and its node is passed over from now on; else it parks until its node is
   * woken, and claims again: Reclaim.
   *
   * An unlock that does not find LOCKED has somebody to wake, perhaps. It makes the word LOCKED,
   * Clear, and takes the waiter that queued first; Gather adds the arrivals to the queue when that
   * is empty. Open makes the word FREE, Wake tells the waiter, and Unpark ends its park. If nobody
   * waits, Exit: it fails if somebody has claimed since Clear, and then all begins again. These
   * are the actions of models/specs/three-state/ThreeState.tla and the labels below.
   *
   * Invariants. Who parks had pushed its node before it made the word CONTENDED. So the unlock that
   * finds this, or Clear, finds the node. Open may erase a claim; but then it wakes somebody, who
   * claims in its turn, on behalf of all that are queued: hence also Reclaim makes the word
   * CONTENDED and not LOCKED. Only the holder takes nodes from the arrivals, all at once, so no
   * node comes back there, and the queue needs no other guard than this lock.
   *
   * Access modes. Exit and Open release, Take, Snatch, Claim and Reclaim acquire: that carries the
   * edge of the critical section. Claim releases and Clear acquires: that shows the unlock who has
   * pushed. Push releases and Gather acquires, for the nodes. Wake releases and Look acquires, so
   * that Reclaim comes after Open.
   *
   * Rejected: Open where nobody was found, as who has pushed meanwhile would park for ever.
   */

  private static final int FREE = 0;
  private static final int LOCKED = 1;
  private static final int CONTENDED = 2;

  /** How often a thread that has come in vain looks before it queues. */
  private static final int SPINS = 64;

  private static final VarHandle STATE;
  private static final VarHandle ARRIVED;
  private static final VarHandle WAITER;

  static {
    try {
      var lookup = MethodHandles.lookup();
      STATE = lookup.findVarHandle(ThreeStateLock.class, "state", int.class);
      ARRIVED = lookup.findVarHandle(ThreeStateLock.class, "arrived", Node.class);
      WAITER = lookup.findVarHandle(Node.class, "waiter", Thread.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** FREE, LOCKED or CONTENDED; accessed through STATE only. */
  @SuppressWarnings("unused")
  private int state;

  /** The waiter that pushed last, with those before it; accessed through ARRIVED only. */
  @SuppressWarnings("unused")
  private @Nullable Node arrived;

  /** The waiters that were gathered, in the order of their arrival; guarded by this lock. */
  private @Nullable Node queue;

  /** The holding thread, or null when unlocked; written only while holding this lock. */
  private @Nullable Thread owner;

  /** Creates an unlocked lock. */
  public ThreeStateLock() {}

  /** Acquires the lock, waiting until it is available. */
  public void lock() {
    if (!STATE.compareAndSet(this, FREE, LOCKED)) { // Take
      compete();
    }
    owner = Thread.currentThread();
  }

  /** Acquires the lock as one does that has spun in vain. */
  void lockQueued() {
    queue();
    owner = Thread.currentThread();
  }

  /**
   * Acquires the lock if nobody holds it.
   *
   * @return whether the lock was acquired; if not, a thread held it at some moment during the call
   */
  public boolean tryLock() {
    if (!STATE.compareAndSet(this, FREE, LOCKED)) { // TryTake
      return false;
    }
    owner = Thread.currentThread();
    return true;
  }

  /**
   * Releases the lock and wakes a waiter, if there is one.
   *
   * @throws IllegalMonitorStateException if the calling thread does not hold this lock
   */
  public void unlock() {
    if (owner != Thread.currentThread()) {
      throw new IllegalMonitorStateException(Thread.currentThread() + " does not hold this lock");
    }
    owner = null;
    if (!STATE.compareAndSet(this, LOCKED, FREE)) { // Exit
      wakeFirst();
    }
  }

  private void compete() {
    for (int looks = 0; looks < SPINS; looks++) {
      if ((int) STATE.getOpaque(this) == FREE) {
        if (STATE.compareAndSet(this, FREE, LOCKED)) { // Snatch
          return;
        }
      }
      Thread.onSpinWait();
    }
    queue();
  }

  private void queue() {
    do {
      var node = new Node();
      push(node);
      if ((int) STATE.getAndSet(this, CONTENDED) == FREE) { // Claim
        node.entered = true;
        return;
      }
      await(node);
    } while ((int) STATE.getAndSet(this, CONTENDED) != FREE); // Reclaim
  }

  private void push(Node node) {
    do {
      node.next = (Node) ARRIVED.getOpaque(this);
    } while (!ARRIVED.compareAndSet(this, node.next, node)); // Push
  }

  private void await(Node node) {
    boolean interrupted = false;
    while (WAITER.getAcquire(node) != null) { // Look
      LockSupport.park(this); // Park
      interrupted |= Thread.interrupted(); // or every later park would return at once
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void wakeFirst() {
    Node first;
    do {
      STATE.getAndSetAcquire(this, LOCKED); // Clear
      first = takeFirst();
      if (first == null && STATE.compareAndSet(this, LOCKED, FREE)) { // Exit
        return;
      }
    } while (first == null);
    Thread waiter = first.waiter;
    STATE.setRelease(this, FREE); // Open
    WAITER.setRelease(first, null); // Wake
    LockSupport.unpark(waiter); // Unpark
  }

  private @Nullable Node takeFirst() {
    Node first = waiting(queue);
    if (first == null) {
      var last = (Node) ARRIVED.getAndSetAcquire(this, null); // Gather
      first = waiting(reversed(last));
    }
    queue = first == null ? null : first.next;
    return first;
  }

  /** Returns the first node, from {@code node} on, whose owner has not entered. */
  private static @Nullable Node waiting(@Nullable Node node) {
    Node first = node;
    while (first != null && first.entered) {
      first = first.next;
    }
    return first;
  }

  private static @Nullable Node reversed(@Nullable Node last) {
    Node first = null;
    for (Node node = last; node != null; ) {
      Node next = node.next;
      node.next = first;
      first = node;
      node = next;
    }
    return first;
  }

  /** A waiter's place. */
  private static final class Node {
    /** Who waits, until it is woken; accessed through WAITER, and plainly by who wakes it. */
    private @Nullable Thread waiter = Thread.currentThread();

    /** Whether its owner has entered without being woken; guarded by the lock. */
    private boolean entered;

    /** Who pushed before it, among the arrivals; in the queue, who pushed after it. */
    private @Nullable Node next;
  }
}
