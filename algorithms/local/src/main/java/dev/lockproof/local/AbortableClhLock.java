// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A fair, non-reentrant queue lock whose waiters may give up, when interrupted or after a time.
 *
 * <p>This is {@link ClhLock} with the way out of Scott (2002): a waiter that gives up tells its
 * successor whom to wait for instead, and waits for nobody to do so.
 *
 * <p><b>Guarantee.</b> Mutual exclusion; first come, first served, in the order of the exchange on
 * the tail, among those that do not give up. A {@link #tryLock()} never overtakes a waiter: it
 * fails while there is one. Whoever gives up leaves nothing behind: those after it still enter.
 *
 * <p><b>Progress.</b> Starvation-free, provided that holders unlock and that every waiter keeps
 * being scheduled. There may be more threads than processors: a waiter spins for a moment only. A
 * descheduled waiter delays all its successors. {@code tryLock()}, {@link #unlock} and giving up
 * wait for nobody.
 *
 * <p><b>Memory consistency effects.</b> Actions before {@code unlock} happen-before actions after
 * the next {@link #lock}, {@link #lockInterruptibly} or successful {@code tryLock} returns. A
 * failed or interrupted attempt has no memory effect.
 *
 * <p><b>Cost.</b> That of {@link ClhLock}; a compare-and-set to give up, and a step more for the
 * next waiter. A node that was given up is garbage as soon as those behind it have passed it.
 *
 * <p><b>Limits.</b> Not reentrant: a holder that locks again waits for itself for ever. Time-outs
 * are as exact as the system's timers: a waiter gives up at or after its time, and may get the lock
 * at the last moment. {@code unlock} throws unless the calling thread holds the lock.
 *
 * <p><b>Evidence.</b> Claims {@code abortable-clh.*} in the report; mutants {@code AbortableClh*}
 * of the corpus.
 */
public final class AbortableClhLock {
  /*
   * Algorithm.
   *
   *   tail --> D(quiet) ..waits on.. C(raised, instead B) ..instead.. B(quiet) ..waits on.. A
   *            waiter                gave up                          waiter
   *
   * As in ClhLock, a node is a signal that its owner raises once, when it unlocks: Exit. Enqueue
   * is the exchange on the tail; Enter is the end of the wait for the predecessor; TryEnter
   * enqueues behind a node that is raised, and so enters at once.
   *
   * A waiter that gives up withdraws from its predecessor's signal. Unlink makes the predecessor
   * the tail again, if nobody has enqueued since. Else Leave raises the own node, which says whom
   * to wait for instead. A waiter that finds such a node waits for that one: Skip. These are the
   * actions of models/specs/abortable-clh/AbortableClh.tla and the labels below.
   *
   * Invariants. At any time each node has one waiter at most: a waiter withdraws before it names
   * its predecessor to anybody, and only its successor, or the next to enqueue, is told. Raised
   * nodes never change, and no holder's node is ever passed over, as it is not raised: hence a tail
   * from which tryLock found its way over raised nodes only lets it in still, when its
   * compare-and-set succeeds, even if others came and gave up in between.
   *
   * Access modes. Exit and Leave release, Enter and Skip acquire (see Signal): that carries the
   * edge of the critical section, and instead, a plain field. All else is as in ClhLock.
   *
   * Rejected: the handshakes with both neighbours of Scott and Scherer (2001), as a waiter that
   * wants to leave would then have to wait; marking a node without raising it, as its successor may
   * be parked.
   */

  private static final VarHandle TAIL;

  static {
    try {
      TAIL = MethodHandles.lookup().findVarHandle(AbortableClhLock.class, "tail", Node.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The clock, in nanoseconds. */
  private final LongSupplier clock;

  /** The node of the last in the queue; accessed through TAIL only. */
  @SuppressWarnings("unused")
  private Node tail;

  /** The holding thread, or null when unlocked; written only while holding this lock. */
  private @Nullable Thread owner;

  /** The node of the thread that holds, or last held, the lock; guarded by this lock. */
  private Node holder;

  /** Creates an unlocked lock. */
  public AbortableClhLock() {
    this(System::nanoTime);
  }

  /** Creates an unlocked lock whose time-outs are by {@code clock}, in nanoseconds. */
  AbortableClhLock(LongSupplier clock) {
    this.clock = clock;
    holder = new Node();
    holder.raise();
    tail = holder;
  }

  /** Acquires the lock, waiting until it is available; an interrupt does not end the wait. */
  public void lock() {
    var node = new Node();
    var predecessor = (Node) TAIL.getAndSet(this, node); // Enqueue
    while (predecessor != null) {
      predecessor.await(); // Enter
      predecessor = predecessor.instead; // Skip
    }
    hold(node);
  }

  /**
   * Acquires the lock, waiting until it is available or the thread is interrupted.
   *
   * @throws InterruptedException if the thread is interrupted before or while it waits
   */
  public void lockInterruptibly() throws InterruptedException {
    acquire(() -> Long.MAX_VALUE);
  }

  /**
   * Acquires the lock if nobody holds it or waits for it.
   *
   * @return whether the lock was acquired; if not, a thread held it or waited for it, or another
   *     came or went during the call
   */
  public boolean tryLock() {
    var last = (Node) TAIL.getVolatile(this);
    if (!passed(last).isRaised()) {
      return false;
    }
    var node = new Node();
    if (!TAIL.compareAndSet(this, last, node)) { // TryEnter
      return false;
    }
    hold(node);
    return true;
  }

  /**
   * Acquires the lock, waiting in the queue until it is available, the time is over or the thread
   * is interrupted. A time of zero or less makes this {@link #tryLock()}.
   *
   * @return whether the lock was acquired
   * @throws InterruptedException if the thread is interrupted before or while it waits
   */
  public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
    long timeout = unit.toNanos(time);
    if (timeout <= 0 && !Thread.currentThread().isInterrupted()) {
      return tryLock();
    }
    long start = clock.getAsLong();
    return acquire(() -> timeout - (clock.getAsLong() - start));
  }

  /**
   * Releases the lock and lets the next waiter in.
   *
   * @throws IllegalMonitorStateException if the calling thread does not hold this lock
   */
  public void unlock() {
    requireHeld();
    release();
  }

  /** Returns whether the calling thread holds this lock. */
  boolean isHeld() {
    return owner == Thread.currentThread();
  }

  /** Throws unless the calling thread holds this lock. */
  void requireHeld() {
    if (!isHeld()) {
      throw new IllegalMonitorStateException(Thread.currentThread() + " does not hold this lock");
    }
  }

  /** Releases the lock, which the calling thread is known to hold. */
  void release() {
    owner = null;
    holder.raise(); // Exit
  }

  private boolean acquire(LongSupplier nanosLeft) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    var node = new Node();
    var predecessor = (Node) TAIL.getAndSet(this, node); // Enqueue
    boolean entered = false;
    try {
      while (predecessor.await(nanosLeft)) {
        if (predecessor.instead == null) { // Enter
          entered = true;
          hold(node);
          return true;
        }
        predecessor = predecessor.instead; // Skip
      }
      return false;
    } finally {
      if (!entered) {
        giveUp(node, predecessor);
      }
    }
  }

  private void giveUp(Node node, Node predecessor) {
    if (!TAIL.compareAndSet(this, node, predecessor)) { // Unlink
      node.instead = passed(predecessor);
      node.raise(); // Leave
    }
  }

  /** Returns the first node, from {@code node} on, whose owner has not given up. */
  private static Node passed(Node node) {
    Node first = node;
    while (first.isRaised() && first.instead != null) {
      first = first.instead;
    }
    return first;
  }

  private void hold(Node node) {
    holder = node;
    owner = Thread.currentThread();
  }

  /** A place in the queue, raised when its owner has unlocked or given up. */
  private static final class Node extends Signal {
    /** Whom to wait for instead, if the owner gave up; set before this is raised. */
    private @Nullable Node instead;
  }
}
