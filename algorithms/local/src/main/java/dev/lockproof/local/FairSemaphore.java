// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A fair counting semaphore, of which several permits may be acquired at once.
 *
 * <p>This is the semaphore of Dijkstra (1965), with a line of waiters in which the first is served
 * first, however many permits it wants.
 *
 * <p><b>Guarantee.</b> No more permits are acquired than there were at first and were released.
 * First come, first served: nobody acquires while another waits, {@link #tryAcquire(int)} included.
 * Whoever gives up acquires nothing, and leaves nothing behind.
 *
 * <p><b>Progress.</b> Starvation-free, provided that permits are released and that threads keep
 * being scheduled: no wake-up is lost. While nobody waits, all is lock-free; else {@link
 * #release(int)}, waiters that come and waiters that give up wait for each other for a few steps.
 *
 * <p><b>Memory consistency effects.</b> Actions before {@code release} happen-before actions after
 * any later {@link #acquire(int)} or successful {@code tryAcquire}. A failed or interrupted attempt
 * has no memory effect.
 *
 * <p><b>Cost.</b> A compare-and-set to acquire and one to release while nobody waits. Each wait
 * allocates a node; it and each release while others wait take a passage through a lock.
 *
 * <p><b>Limits.</b> At most 2<sup>31</sup>-1 permits, then {@code release} throws. Permits have no
 * owner: who releases what it never acquired makes more of them. A first waiter that wants many
 * keeps the others waiting, though there are enough for them. Time-outs are as exact as the
 * system's timers.
 *
 * <p><b>Evidence.</b> Claims {@code semaphore.*} in the report; mutants {@code Semaphore*} of the
 * corpus.
 */
public final class FairSemaphore {
  /*
   * Algorithm.
   *
   *   nobody waits, permits --Queue--> somebody waits, ~permits --Grant, Leave--> nobody waits
   *      Take, Give                       Give, Grant
   *
   * One word has the permits, all its bits flipped while somebody waits: then it is negative. While
   * it is not, Take and Give are all. Who finds too few permits, or others waiting, goes through a
   * lock. There it takes them after all, or flips the word with the same compare-and-set that sees
   * that they are too few, and joins the line: Queue. Who gives while somebody waits goes through
   * the lock as well, and serves those who are first, as long as there are permits: Grant takes
   * them, and flips the word back with the last waiter.
   *
   * Who gives up leaves the line, if it was not served meanwhile: Leave. It flips the word back if
   * nobody is left, or else serves those behind it, who may want less. These are the actions of
   * models/specs/semaphore/Semaphore.tla and the labels below.
   *
   * Invariants. When nobody has the lock, the word is negative if and only if somebody is in the
   * line, and the first there wants more permits than there are, unless somebody that has given
   * some is on its way to the lock.
   *
   * Access modes. Give releases; Take, Queue and Grant acquire, the last for the waiter that it
   * wakes. All steps in between are updates of the same word, and so are part of that edge. A read
   * is opaque, as a compare-and-set follows, or nothing.
   *
   * Rejected: a newcomer that takes what is too little for the first waiter, as that may starve it;
   * to flip the word back after the last Grant, as a tryAcquire may fail in between.
   */

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(FairSemaphore.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The clock, in nanoseconds. */
  private final LongSupplier clock;

  private final ClhLock lock = new ClhLock();

  /** Who waits; guarded by the lock. */
  private final WaitingLine line = new WaitingLine();

  /** The permits, or ~permits while somebody waits; accessed through STATE only. */
  @SuppressWarnings("unused")
  private int state;

  /** Creates a semaphore that has {@code permits} at first, none or more. */
  public FairSemaphore(int permits) {
    this(permits, System::nanoTime);
  }

  /** Creates a semaphore without permits. */
  FairSemaphore() {
    this(0);
  }

  /** Creates a semaphore whose time-outs are by {@code clock}, in nanoseconds. */
  FairSemaphore(int permits, LongSupplier clock) {
    if (permits < 0) {
      throw new IllegalArgumentException(permits + " permits");
    }
    this.clock = clock;
    state = permits;
  }

  /**
   * Acquires {@code permits}, at least one, waiting until there are as many.
   *
   * @throws InterruptedException if the thread is interrupted before or while it waits
   */
  public void acquire(int permits) throws InterruptedException {
    acquire(permits, () -> Long.MAX_VALUE);
  }

  /** Acquires likewise; an interrupt does not end the wait. */
  public void acquireUninterruptibly(int permits) {
    WaitingLine.Waiter waiter = takeOrQueue(permits);
    if (waiter != null) {
      waiter.await();
    }
  }

  /** Acquires {@code permits}, at least one, if there are as many and nobody waits. */
  public boolean tryAcquire(int permits) {
    if (permits < 1) {
      throw new IllegalArgumentException(permits + " permits");
    }
    int seen;
    do {
      seen = (int) STATE.getOpaque(this);
      if (seen < permits) {
        return false;
      }
    } while (!STATE.compareAndSet(this, seen, seen - permits)); // Take
    return true;
  }

  /** As {@link #acquire(int)}, unless the time is over first; returns whether it was not. */
  public boolean tryAcquire(int permits, long time, TimeUnit unit) throws InterruptedException {
    long timeout = unit.toNanos(time);
    if (timeout <= 0 && !Thread.currentThread().isInterrupted()) {
      return tryAcquire(permits);
    }
    long start = clock.getAsLong();
    return acquire(permits, () -> timeout - (clock.getAsLong() - start));
  }

  /**
   * Releases {@code permits}, at least one, and serves the waiters for whom that is enough.
   *
   * @throws IllegalStateException if there would be too many; none is released then
   */
  public void release(int permits) {
    if (permits < 1) {
      throw new IllegalArgumentException(permits + " permits");
    }
    int seen;
    do {
      seen = (int) STATE.getOpaque(this);
      if (there(seen) > Integer.MAX_VALUE - permits) {
        throw new IllegalStateException("too many permits");
      }
    } while (!STATE.compareAndSet(this, seen, seen < 0 ? seen - permits : seen + permits)); // Give
    if (seen < 0) {
      lock.lock(); // Serve
      serve();
      lock.unlock();
    }
  }

  private boolean acquire(int permits, LongSupplier nanosLeft) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    WaitingLine.Waiter waiter = takeOrQueue(permits);
    try {
      return waiter == null || waiter.await(nanosLeft) || !leave(waiter);
    } catch (InterruptedException e) {
      if (leave(waiter)) {
        throw e;
      }
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private WaitingLine.@Nullable Waiter takeOrQueue(int permits) {
    if (tryAcquire(permits)) {
      return null;
    }
    var waiter = new WaitingLine.Waiter(permits);
    int seen;
    boolean enough;
    lock.lock();
    do {
      seen = (int) STATE.getOpaque(this);
      enough = seen >= permits;
    } while (!STATE.compareAndSet(this, seen, enough ? seen - permits : ~there(seen))); // Queue
    if (!enough) {
      line.add(waiter);
    }
    lock.unlock();
    return enough ? null : waiter;
  }

  /** Takes {@code waiter} out of the line, and returns whether it was in it. */
  private boolean leave(WaitingLine.Waiter waiter) {
    lock.lock();
    boolean left = line.remove(waiter); // Leave
    if (left && line.first() == null) {
      STATE.getAndBitwiseXor(this, -1);
    } else if (left) {
      serve();
    }
    lock.unlock();
    return left;
  }

  private void serve() {
    WaitingLine.Waiter first = line.first();
    while (first != null && grant(first)) {
      line.serve(first);
      first = line.first();
    }
  }

  private boolean grant(WaitingLine.Waiter first) {
    int seen;
    int left;
    do {
      seen = (int) STATE.getOpaque(this);
      left = there(seen) - first.permits();
      if (left < 0) {
        return false;
      }
    } while (!STATE.compareAndSet(this, seen, first.isLast() ? left : ~left)); // Grant
    return true;
  }

  /** Returns how many permits there are, whether somebody waits or not. */
  private static int there(int seen) {
    return seen < 0 ? ~seen : seen;
  }
}
