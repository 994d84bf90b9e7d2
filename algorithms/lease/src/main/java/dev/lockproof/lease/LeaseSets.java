// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * Leases of several resources at once: all of them, or none.
 *
 * <p>The ordered acquisition of Havender, <i>Avoiding deadlock in multitasking systems</i> (1968):
 * everybody asks in the order of the names, so nobody waits for somebody who waits for him.
 *
 * <p><b>Assumptions.</b> Those of the store. Who needs several of the same resources asks for them
 * through this class, or in the order of their names, as {@link String#compareTo} has it.
 *
 * <p><b>Guarantee.</b> When {@link #acquire} returns, all leases were held at one instant after the
 * last was granted. When it throws, the store was asked to free what had been granted.
 *
 * <p><b>Progress.</b> Deadlock-free, without a time-out's help. Who waits for a resource is served
 * as the store serves those who wait for one.
 *
 * <p><b>Memory consistency effects.</b> None, as those of a lease.
 *
 * <p><b>Cost.</b> For n resources n grants, and n - 1 renewals, as the first would be the older by
 * all that the others took. Again as many for each time that one ended before all were there.
 *
 * <p><b>Limits.</b> What is held keeps others out while the rest is waited for; a time-to-live that
 * is shorter than the wait may have to start over. Not reentrant: a resource that the caller has
 * already is waited for. Not renewed by itself: give each lease to a {@link LeaseKeeper}.
 *
 * <p><b>Failure.</b> One lease may be lost and the others not; {@link LeaseSet#lost} tells of the
 * first. A guard at each resource checks the token of that resource alone.
 *
 * <p><b>Evidence.</b> Claims {@code lease-set.*} in the report; mutants {@code Set*}.
 *
 * @param <L> the leases that the store can grant
 */
public final class LeaseSets<L extends Lease> {
  /*
   * Steps: Get a lease, the next in order; when the last is there, All of them if none has ended.
   * If one has, Free what was granted, and begin Again; Free it too when the patience is at an end.
   * These are the actions of models/specs/lease-set/LeaseSets.tla.
   *
   * Why nobody waits in a circle. Whoever waits for a name holds only smaller ones, so along a
   * chain of those who wait for each other the names grow, and it ends.
   *
   * Rejected: to wait for none while holding some, as std::lock of C++ does. Two that meet over and
   * over may then both fail for ever.
   */

  private final Leases<L> leases;
  private final LongSupplier clock;

  /**
   * Creates them.
   *
   * @param clock monotonic time in nanoseconds, such as {@code System::nanoTime}
   */
  public LeaseSets(Leases<L> leases, LongSupplier clock) {
    this.leases = Objects.requireNonNull(leases, "leases");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * Asks for leases of all these resources until they are granted.
   *
   * @param resources in any order; one that is named twice is leased once
   * @param maxWait how long to wait for all of them together; zero asks for each once
   * @throws IllegalArgumentException if there is no resource, or an argument breaks a rule
   * @throws LeaseTimeoutException if one of them stayed with others for that long
   * @throws InterruptedException if the caller is interrupted before a request or while waiting
   * @throws StoreException if the store answered with an error or could not be reached
   * @throws LeaseUnknownException if a request may have been run but no reply came
   */
  public LeaseSet<L> acquire(Collection<String> resources, Duration timeToLive, Duration maxWait)
      throws InterruptedException {
    var names = new TreeSet<>(resources);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("leases of no resource at all were asked for");
    }
    long patience = LeaseTerms.waitNanos(maxWait);
    long start = clock.getAsLong();
    while (true) {
      List<L> got = new ArrayList<>(names.size());
      boolean isGranted = false;
      try {
        for (String name : names) {
          long left = Math.max(0, patience - (clock.getAsLong() - start));
          got.add(leases.acquire(name, timeToLive, Duration.ofNanos(left))); // Get
        }
        isGranted = renewed(got, timeToLive);
        if (isGranted) {
          return new LeaseSet<>(got); // All
        }
      } finally {
        if (!isGranted) {
          new LeaseSet<>(got).close(); // Free
        }
      }
      if (clock.getAsLong() - start >= patience) {
        throw new LeaseTimeoutException(String.join("', '", names), maxWait);
      } // Again
    }
  }

  /** Renews all but the last, which is new, and returns whether all are held. */
  private boolean renewed(List<L> got, Duration timeToLive) {
    for (L lease : got.subList(0, got.size() - 1)) {
      if (lease.renew(timeToLive) == Renewal.LOST) {
        return false;
      }
    }
    return new LeaseSet<>(got).isHeld();
  }
}
