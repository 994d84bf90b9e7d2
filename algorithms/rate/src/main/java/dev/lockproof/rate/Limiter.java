// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

/**
 * A rate limiter: admits requests for permits, or refuses them at once.
 *
 * <p>Each class says which bound on the permits admitted it keeps, and what it refuses beyond that.
 */
public interface Limiter {
  /**
   * Takes so many permits if they are all there; returns whether they were.
   *
   * @throws IllegalArgumentException if {@code permits} is less than 1 or more than the limiter
   *     ever admits at once
   */
  boolean tryAcquire(long permits);

  /**
   * Takes so many permits if they are all there, and says what is left and when to come back.
   *
   * @throws IllegalArgumentException if {@code permits} is less than 1 or more than the limiter
   *     ever admits at once
   */
  Decision decide(long permits);

  /** Takes one permit if it is there; returns whether it was. */
  default boolean tryAcquire() {
    return tryAcquire(1);
  }

  /** Takes one permit if it is there, and says what is left and when to come back. */
  default Decision decide() {
    return decide(1);
  }
}
