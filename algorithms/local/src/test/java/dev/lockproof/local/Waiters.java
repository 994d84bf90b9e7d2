// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Threads, and how they wait, observed without a clock. */
final class Waiters {
  private Waiters() {}

  /** Returns an executor of platform threads, and one of virtual threads where the JDK has them. */
  static List<ExecutorService> executors() throws ReflectiveOperationException {
    List<ExecutorService> executors = new ArrayList<>();
    executors.add(Executors.newCachedThreadPool());
    if (Runtime.version().feature() >= 21) {
      executors.add(
          (ExecutorService)
              Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
    }
    return executors;
  }

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
