// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The permits of a draw, for {@link LeasedTokens}. */
final class DrawnTokens {
  private final AtomicLong left;
  private final long end;
  private final long full;

  /** Creates so many, to be served until the end, of a bucket that is full again at that time. */
  DrawnTokens(long left, long end, long full) {
    this.left = new AtomicLong(left);
    this.end = end;
    this.full = full;
  }

  /** Takes so many permits if they are there and stay; returns how many are left, or -1. */
  long serve(long permits, LongSupplier clock) {
    if (clock.getAsLong() - end >= 0) {
      return -1; // Expire
    }
    long before;
    do {
      before = left.get();
      if (before < permits) {
        return -1;
      }
    } while (!left.compareAndSet(before, before - permits)); // Serve
    return before - permits;
  }

  /** Returns when the bucket is full again, as told when they were drawn. */
  long full() {
    return full;
  }
}
