// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Exclusive use of a resource until a deadline, unless it is renewed, released or lost before.
 *
 * <p>A lease ends once and for ever. It may end at any moment, so an answer of {@link #isHeld} is
 * about the past; only a {@link Guard} can refuse what happens after it. Use a lease without a
 * fencing token for efficiency, not for safety.
 */
public interface Lease extends AutoCloseable {

  /** Returns the name of the leased resource. */
  String resource();

  /** Returns the time left until the deadline; zero once the lease has ended. */
  Duration remaining();

  /** Returns whether the lease is held, by the holder's own clock. */
  boolean isHeld();

  /**
   * Does nothing while the lease is held.
   *
   * @throws LeaseLostException if it has ended
   */
  void checkHeld();

  /**
   * Returns a stage that completes once, when the lease has ended, and that the caller cannot
   * complete. Its dependents run on the thread that noticed the end: keep them short, or use the
   * asynchronous methods.
   */
  CompletionStage<LossReason> lost();

  /**
   * Asks the store to let the lease last for another time-to-live from now. The deadline never
   * moves backwards, and moves at all only on {@link Renewal#RENEWED}.
   *
   * @throws IllegalArgumentException if the time-to-live breaks a rule
   */
  Renewal renew(Duration timeToLive);

  /**
   * Ends the lease, then asks the store to free the resource if this lease still has it. The store
   * is asked once; every further call returns the same answer, waiting for it if need be.
   */
  Release release();

  /** Releases the lease; throws nothing. */
  @Override
  void close();
}
