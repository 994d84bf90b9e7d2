// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs tasks later, so that the end of a lease is announced promptly. */
@FunctionalInterface
public interface LeaseTimer {

  /**
   * Arranges for a task to run once, after about that many nanoseconds. No lease depends on it for
   * safety: a task that runs late, or never, only delays {@link Lease#lost}.
   *
   * @return what cancels the task if it has not run
   */
  Runnable after(long nanos, Runnable task);

  /**
   * Returns the timer that runs its tasks on an executor, of which it never needs more than one.
   */
  static LeaseTimer on(ScheduledExecutorService executor) {
    LeaseTimer alarms =
        (nanos, task) -> {
          Future<?> future = executor.schedule(task, nanos, TimeUnit.NANOSECONDS);
          return () -> future.cancel(false);
        };
    return new EarliestTimer(alarms, System::nanoTime);
  }
}
