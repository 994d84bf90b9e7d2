// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.LockSupport;

/** Threads that wait, observed without a clock. */
final class Waiters {
  private Waiters() {}

  /** Starts a thread that does not keep the JVM alive when a test gives it up. */
  static Thread start(Runnable task) {
    var thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Starts a thread and returns once it is parked by a lock of this package. */
  static Thread startParked(Runnable task) {
    Thread thread = start(task);
    awaitParked(thread);
    return thread;
  }

  /** Returns once {@code thread} is parked by a lock of this package; fails if it ends instead. */
  static void awaitParked(Thread thread) {
    while (!isParked(thread)) {
      assertThat(thread.isAlive()).as("%s waits", thread).isTrue();
      Thread.onSpinWait();
    }
  }

  /** Returns whether {@code thread} is parked by a lock of this package. */
  static boolean isParked(Thread thread) {
    Object blocker = LockSupport.getBlocker(thread);
    return blocker != null && blocker.getClass().getPackage() == Waiters.class.getPackage();
  }
}
