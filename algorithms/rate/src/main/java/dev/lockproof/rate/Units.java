// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import java.math.BigInteger;
import java.time.Duration;

/**
 * The numbers of a bucket of so many permits at a rate.
 *
 * <p>A permit is divided into so many units that each nanosecond gives a whole number of them. So
 * no fraction is ever dropped.
 */
final class Units {
  /** Sums of four fit into a long. */
  static final long MOST = Long.MAX_VALUE / 4;

  /** The permits of a full bucket. */
  final long burst;

  /** The units of one permit. */
  final long permit;

  /** The units that come in each nanosecond. */
  final long gain;

  /** The units of a full bucket; with those of a nanosecond they are at most {@link #MOST}. */
  final long capacity;

  /**
   * Computes them.
   *
   * @throws IllegalArgumentException if {@code burst} is less than 1 or too large for this rate
   */
  Units(long burst, Rate rate) {
    permit = rate.unitsPerPermit();
    gain = rate.unitsPerNano();
    if (burst < 1 || gain > MOST || burst > (MOST - gain) / permit) {
      throw new IllegalArgumentException(
          "a bucket at %s holds from 1 to %d permits, not %d"
              .formatted(rate, Math.max(0, MOST - gain) / permit, burst));
    }
    this.burst = burst;
    capacity = burst * permit;
  }

  /**
   * Returns the units of so many permits.
   *
   * @throws IllegalArgumentException if {@code permits} is less than 1 or more than the burst
   */
  long cost(long permits) {
    if (permits < 1 || permits > burst) {
      throw new IllegalArgumentException(
          "a request is for 1 to %d permits, what the bucket holds, not %d"
              .formatted(burst, permits));
    }
    return permits * permit;
  }

  /** Returns in how many nanoseconds so many units come in. */
  long nanos(long units) {
    return -Math.floorDiv(-units, gain);
  }

  /** Returns how many units there are so much later, if nobody takes any. */
  long after(long units, long nanos) {
    return nanos >= nanos(capacity - units) ? capacity : units + nanos * gain;
  }

  /** Returns so many units of another bucket in those of this one, rounded down, if they fit. */
  long converted(long level, Units other) {
    BigInteger exact =
        BigInteger.valueOf(level)
            .multiply(BigInteger.valueOf(permit))
            .divide(BigInteger.valueOf(other.permit));
    return exact.min(BigInteger.valueOf(capacity)).longValueExact();
  }

  /** Returns what a request is told that leaves so many units, negative if some are missing. */
  Decision decision(long cost, long left) {
    long available = left < 0 ? left + cost : left;
    return new Decision(
        left >= 0,
        Math.max(0, available) / permit,
        Duration.ofNanos(left < 0 ? nanos(-left) : 0),
        Duration.ofNanos(nanos(capacity - available)));
  }
}
