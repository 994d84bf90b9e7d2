// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import dev.lockproof.lease.Lease;
import dev.lockproof.lease.LeaseTerms;
import dev.lockproof.lease.LeaseTimeoutException;
import dev.lockproof.lease.Leases;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** Asks for a lease again and again, the same for all stores of this package. */
final class Asking {
  private Asking() {}

  /** Waits for what comes of a request, and throws its exception as if it had been thrown here. */
  static <L> Optional<L> answer(CompletionStage<Optional<L>> outcome) {
    try {
      return outcome.toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

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
