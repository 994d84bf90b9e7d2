// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import java.util.function.LongSupplier;

/** The clock of one process, by the true time of its world: it may run, jump and stand still. */
final class Clock implements LongSupplier {
  private static final long MILLION = 1_000_000;

  private final LongSupplier truth;

  /** What this read when its rate last changed, and the true time of that. */
  private long read;

  private long since;

  /** How much faster than true time it runs, in millionths. */
  private long rate;

  /** Until when it stands still. */
  private long still;

  Clock(LongSupplier truth) {
    this.truth = truth;
  }

  @Override
  public long getAsLong() {
    long now = truth.getAsLong();
    long passed = now < still ? 0 : now - Math.max(since, still);
    return rate == 0 ? read + passed : read + passed + passed * rate / MILLION;
  }

  void run(long newRate) {
    read = getAsLong();
    since = Math.max(truth.getAsLong(), still);
    rate = newRate;
  }

  void jump(long nanos) {
    read += nanos;
  }

  /** Stands still from now to that true time. */
  void stand(long until) {
    read = getAsLong();
    since = truth.getAsLong();
    still = until;
  }

  /** Runs like true time from now on. */
  void heal() {
    read = getAsLong();
    since = truth.getAsLong();
    still = Long.MIN_VALUE;
    rate = 0;
  }

  /** Returns after how much true time this has counted that many nanoseconds, if nothing comes. */
  long until(long nanos) {
    long now = truth.getAsLong();
    long wait = Math.max(0, still - now);
    return wait + (long) Math.ceil(nanos * (double) MILLION / (MILLION + rate));
  }
}
