// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import java.util.function.LongSupplier;

/**
 * How often those who wait ask.
 *
 * @param clock monotonic, in nanoseconds
 * @param waiting how to wait
 * @param backoff how long to wait while nobody says when a lease is released
 * @param longest how long to wait at most while somebody does, in nanoseconds
 */
record Pace(LongSupplier clock, Waiting waiting, Backoff backoff, long longest) {

  /** Returns when to ask again although there was no news. */
  long poll() {
    return backoff.shortened(longest);
  }
}
