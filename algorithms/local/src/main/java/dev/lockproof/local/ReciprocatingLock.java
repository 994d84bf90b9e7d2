// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A non-reentrant lock that serves its waiters in batches, each batch in reverse order of arrival.
 *
 * <p>This is the lock of Dice and Kogan (PPoPP 2025, Listing 1), with fresh elements in place of
 * one per thread because the collector reclaims them, and with waiters that park when their turn is
 * far. It hands over to the waiter whose memory is likely to be warm still.
 *
 * <p><b>Guarantee.</b> Mutual exclusion; bounded bypass: while a thread waits, each of the threads
 * that arrived later enters before it at most once. Arrival is the exchange on the stack of
 * arrivals. A {@link #tryLock} never overtakes a waiter: it fails while there is one.
 *
 * <p><b>Progress.</b> Starvation-free, provided that holders unlock and that every waiter keeps
 * being scheduled. There may be more threads than processors: a waiter spins for a moment only. A
 * descheduled waiter delays those behind it. {@code tryLock} and {@link #unlock} are wait-free.
 *
 * <p><b>Memory consistency effects.</b> Actions before {@code unlock} happen-before actions after
 * the next {@link #lock} or successful {@code tryLock} returns. A failed {@code tryLock} has no
 * memory effect.
 *
 * <p><b>Cost.</b> One exchange to lock, one compare-and-set to unlock, one element allocated per
 * acquisition by {@code lock}; one exchange more for each batch. Each thread waits on memory of its
 * own, and one park and unpark when the wait is long.
 *
 * <p><b>Limits.</b> Not first come, first served. Not reentrant: a holder that locks again waits
 * for itself for ever. Not interruptible: an interrupt does not end the wait, and the thread's
 * status keeps it. {@code unlock} throws unless the calling thread holds the lock.
 *
 * <p><b>Evidence.</b> Claims {@code reciprocating.*} in the report; mutants {@code Reciprocating*}
 * of the corpus.
 */
public final class ReciprocatingLock {
  /*
   * Algorithm.
   *
   *   arrivals --> F --> E --> LOCKED    E and F arrived since the batch below was detached
   *   holder C --> B --> A --> end       the batch that is served: C, then B, then A
   *
   * Threads push themselves on a stack. Arrive is the exchange on its top: who finds null holds
   * the lock, any other thread learns who arrived just before it, its successor in the order of
   * entry, and waits for its own element to be raised: Enter. TryEnter pushes only where the lock
   * is free.
   *
   * The stack is cut into batches. The holder hands over to its successor, and with the lock goes
   * the end of the batch: what lay on the stack before its first thread arrived. Whoever finds that
   * its successor is the end is the last of its batch. The last one frees the lock if nobody has
   * arrived, that is if the end of the next batch is all that lies on the stack: Free. Otherwise it
   * detaches all arrivals, and leaves LOCKED in their place: Detach. They are the next batch, and
   * HandOver to the top element lets it begin. These are the actions of
   * models/specs/reciprocating/Reciprocating.tla and the labels below.
   *
   * Invariants. An element lies in one batch, and is raised by the thread that arrived after it or
   * by the one that detached it: hence one raiser and one waiter per signal. Whoever arrives while
   * a batch is served is in a later one, so it overtakes only those that it finds on the stack, and
   * these are all served before it can be detached again: it overtakes each at most once.
   *
   * Access modes. The edge from one critical section to the next has two ways: HandOver and Enter
   * (see Signal), which also publish end, a plain field; or Free, and the Arrive or TryEnter that
   * finds null. The updates of arrivals are volatile, more than that needs, so that all threads
   * agree on who came first. The fields owner, successor and end of the lock are plain: guarded by
   * it, or read to find one's own name.
   *
   * Rejected: one element per thread, as it would need a ThreadLocal; first come, first served,
   * which needs to walk or to reverse the stack: see ClhLock and McsLock.
   */

  /** The top of the stack when the lock is held and nobody has arrived since Detach. */
  private static final Element LOCKED = new Element();

  private static final VarHandle ARRIVALS;

  static {
    try {
      ARRIVALS =
          MethodHandles.lookup().findVarHandle(ReciprocatingLock.class, "arrivals", Element.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The element that arrived last, LOCKED, or null when unlocked; accessed through ARRIVALS. */
  @SuppressWarnings("unused")
  private @Nullable Element arrivals;

  /** The holding thread, or null when unlocked; written only while holding this lock. */
  private @Nullable Thread owner;

  /** The next of the holder's batch, or null if it is the last; guarded by this lock. */
  private @Nullable Element successor;

  /** The end of the holder's batch or, if it is the last, of the next; guarded by this lock. */
  private @Nullable Element end;

  /** Creates an unlocked lock. */
  public ReciprocatingLock() {}

  /** Acquires the lock, waiting until it is available. */
  public void lock() {
    var element = new Element();
    var below = (Element) ARRIVALS.getAndSet(this, element); // Arrive
    if (below == null) {
      hold(null, element);
      return;
    }
    element.await(); // Enter
    if (below == element.end) {
      hold(null, LOCKED);
    } else {
      hold(below, element.end);
    }
  }

  /**
   * Acquires the lock if nobody holds it or waits for it.
   *
   * @return whether the lock was acquired; if not, a thread held it at some moment during the call
   */
  public boolean tryLock() {
    if (!ARRIVALS.compareAndSet(this, null, LOCKED)) { // TryEnter
      return false;
    }
    hold(null, LOCKED);
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
    Element next = successor;
    Element last = end;
    if (next == null) {
      if (ARRIVALS.compareAndSet(this, last, null)) { // Free
        return;
      }
      next = (Element) ARRIVALS.getAndSet(this, LOCKED); // Detach
    }
    next.end = last;
    next.raise(); // HandOver
  }

  private void hold(@Nullable Element next, @Nullable Element last) {
    successor = next;
    end = last;
    owner = Thread.currentThread();
  }

  /** A place on the stack, raised when its turn has come. */
  private static final class Element extends Signal {
    /** The end of the batch; set before this is raised. */
    private @Nullable Element end;
  }
}
