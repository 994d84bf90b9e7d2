// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How the first of a line waits between two requests. */
@FunctionalInterface
interface Waiting {

  /** Waits by the clock of the JVM. */
  Waiting REAL =
      (news, nanos) -> {
        boolean unused = news.tryAcquire(nanos, TimeUnit.NANOSECONDS);
      };

  /**
   * Waits until there is news, or for so many nanoseconds.
   *
   * @param news has a permit when there is news; whoever returns for it takes it
   */
  void await(Semaphore news, long nanos) throws InterruptedException;
}
