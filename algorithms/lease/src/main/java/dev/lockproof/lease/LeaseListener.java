// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import java.time.Duration;

/**
 * Hears what becomes of leases, to count and to time it; see {@link ObservedLeases}.
 *
 * <p>It hears on the thread that noticed: the caller's, the timer's, or one that brought an answer
 * of the store. Keep it short. What it throws is logged, and stops nothing. Each method does
 * nothing by default.
 */
public interface LeaseListener {

  /** What came of asking for a lease, once or until it was granted or the time was over. */
  enum Outcome {
    /** There is a lease. */
    GRANTED,

    /** Others had the resource. */
    TAKEN,

    /** The caller was interrupted while it waited. */
    INTERRUPTED,

    /** The store could not be asked, or answered with an error: {@link StoreException}. */
    FAILED,

    /** Nobody knows: {@link LeaseUnknownException}. */
    UNKNOWN
  }

  /** Somebody asked for a lease; this came of it, after that time. */
  default void asked(String resource, Outcome outcome, Duration took) {}

  /** A lease was to be renewed, by its holder or a keeper; this came of it, after that time. */
  default void renewed(String resource, Renewal outcome, Duration took) {}

  /** A lease has ended that was held for that time since its holder got it. */
  default void ended(String resource, LossReason reason, Duration held) {}
}
