// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import java.util.ArrayDeque;
import java.util.Date;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.function.LongSupplier;

/** A condition of a {@link HandOffLock}, which explains it. */
final class HandOffCondition implements Condition {
  private final HandOffLock lock;
  private final LongSupplier clock;
  private final LongSupplier timeOfDay;

  /** Who waits and is not signalled, in the order of arrival; guarded by the lock. */
  private final Queue<Signal> waiters = new ArrayDeque<>();

  HandOffCondition(HandOffLock lock, LongSupplier clock, LongSupplier timeOfDay) {
    this.lock = lock;
    this.clock = clock;
    this.timeOfDay = timeOfDay;
  }

  @Override
  public void await() throws InterruptedException {
    signalledWithin(() -> Long.MAX_VALUE);
  }

  @Override
  public void awaitUninterruptibly() {
    lock.requireHeld();
    var signal = new Signal();
    waiters.add(signal);
    int holds = lock.leave(); // Wait
    signal.await();
    lock.enter(holds); // Return
  }

  @Override
  public long awaitNanos(long nanosTimeout) throws InterruptedException {
    LongSupplier nanosLeft = nanosLeft(nanosTimeout);
    signalledWithin(nanosLeft);
    return nanosLeft.getAsLong();
  }

  @Override
  public boolean await(long time, TimeUnit unit) throws InterruptedException {
    return signalledWithin(nanosLeft(unit.toNanos(time)));
  }

  @Override
  @SuppressWarnings("JavaUtilDate") // that is what the interface has
  public boolean awaitUntil(Date deadline) throws InterruptedException {
    long now = timeOfDay.getAsLong();
    long millis = Math.max(deadline.getTime(), now) - now;
    return signalledWithin(nanosLeft(TimeUnit.MILLISECONDS.toNanos(millis)));
  }

  @Override
  public void signal() {
    lock.requireHeld();
    Signal longest = waiters.poll(); // Signal
    if (longest != null) {
      longest.raise();
    }
  }

  @Override
  public void signalAll() {
    lock.requireHeld();
    waiters.forEach(Signal::raise);
    waiters.clear();
  }

  private LongSupplier nanosLeft(long timeout) {
    long start = clock.getAsLong();
    return () -> {
      long elapsed = clock.getAsLong() - start;
      return timeout > 0 ? timeout - elapsed : Math.min(timeout, 0);
    };
  }

  /** Waits for a signal while there is time, and returns whether it came. */
  private boolean signalledWithin(LongSupplier nanosLeft) throws InterruptedException {
    lock.requireHeld();
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    var signal = new Signal();
    waiters.add(signal);
    int holds = lock.leave(); // Wait
    boolean interrupted = false;
    try {
      signal.await(nanosLeft);
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      lock.enter(holds); // Return
    }
    boolean signalled = !waiters.remove(signal);
    if (interrupted && !signalled) {
      throw new InterruptedException();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return signalled;
  }
}
