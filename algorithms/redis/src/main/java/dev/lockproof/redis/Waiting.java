// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

/** How a caller waits between two requests for a resource that others hold. */
@FunctionalInterface
public interface Waiting {

  /**
   * Waits before the next request.
   *
   * @param attempt the number of earlier waits of this caller
   * @param atMostNanos the longest wait that still makes sense, positive
   */
  void pause(int attempt, long atMostNanos) throws InterruptedException;
}
