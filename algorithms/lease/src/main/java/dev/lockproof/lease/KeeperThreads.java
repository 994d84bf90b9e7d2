// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of a keeper that has its own: daemons, there while there is something to do. */
final class KeeperThreads {
  private static final long IDLE_SECONDS = 10;

  /** How many may tell at a time; the losses of others wait, their renewals do not. */
  private static final int TELLERS = 16;

  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, daemons("lockproof-keeper-timer"));

  private final ThreadPoolExecutor sending =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          daemons("lockproof-keeper"));

  private final ThreadPoolExecutor telling =
      new ThreadPoolExecutor(
          TELLERS,
          TELLERS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          daemons("lockproof-keeper-lost"));

  KeeperThreads() {
    timer.setRemoveOnCancelPolicy(true);
    telling.allowCoreThreadTimeOut(true);
  }

  LeaseKeeper keeper() {
    return new LeaseKeeper(System::nanoTime, LeaseTimer.on(timer), sending, telling, this::close);
  }

  private void close() {
    timer.shutdownNow();
    sending.shutdown();
    telling.shutdown();
  }

  private static ThreadFactory daemons(String name) {
    return task -> {
      var thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
