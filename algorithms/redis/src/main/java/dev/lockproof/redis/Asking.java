// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import dev.lockproof.lease.Lease;
import dev.lockproof.lease.LeaseTerms;
import dev.lockproof.lease.LeaseTimeoutException;
import dev.lockproof.lease.Leases;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Asks for a lease again and again, the same for all stores of this package. */
final class Asking {
  private Asking() {}

  /** Returns what {@link Leases#acquire} says. */
  static <L extends Lease> L until(
      Duration maxWait,
      Leases<L> leases,
      String resource,
      Duration timeToLive,
      LongSupplier clock,
      Waiting waiting)
      throws InterruptedException {
    long maxNanos = LeaseTerms.waitNanos(maxWait);
    long start = clock.getAsLong();
    for (int attempt = 0; ; attempt++) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while waiting for '" + resource + "'");
      }
      Optional<L> lease = leases.tryAcquire(resource, timeToLive);
      if (lease.isPresent()) {
        return lease.get();
      }
      long left = maxNanos - (clock.getAsLong() - start);
      if (left <= 0) {
        throw new LeaseTimeoutException(resource, maxWait);
      }
      waiting.pause(attempt, left);
    }
  }
}
