// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import java.time.Duration;
import java.util.Optional;

/**
 * A store that grants leases on named resources.
 *
 * <p>A resource is any non-empty string of well-formed Unicode up to {@link
 * LeaseTerms#LONGEST_RESOURCE} characters. A time-to-live is rounded down to whole milliseconds and
 * must leave a validity after {@link LeaseTerms drift and margin}.
 *
 * <p>A grant has four outcomes, and none is passed off as another: a lease, a miss, {@link
 * StoreException} (the store surely granted nothing) and {@link LeaseUnknownException} (nobody can
 * know).
 *
 * @param <L> the leases that this store can grant
 */
public interface Leases<L extends Lease> {

  /**
   * Asks for a lease once.
   *
   * @return the lease, or empty if another holds the resource or the reply came after the validity
   * @throws IllegalArgumentException if the resource or the time-to-live breaks a rule
   * @throws StoreException if the store answered with an error or could not be reached
   * @throws LeaseUnknownException if the request may have been run but no reply came
   */
  Optional<L> tryAcquire(String resource, Duration timeToLive);

  /**
   * Asks for a lease again and again until it is granted. The store says in which order waiters are
   * served.
   *
   * @param maxWait how long to go on asking; zero asks once, and no wait is too long to name
   * @throws IllegalArgumentException if an argument breaks a rule
   * @throws LeaseTimeoutException if the resource stayed with others for that long
   * @throws InterruptedException if the caller is interrupted before a request or while waiting; no
   *     request of its own is then without an answer
   * @throws StoreException if the store answered with an error or could not be reached
   * @throws LeaseUnknownException if a request may have been run but no reply came
   */
  L acquire(String resource, Duration timeToLive, Duration maxWait)
      throws LeaseTimeoutException, InterruptedException;
}
