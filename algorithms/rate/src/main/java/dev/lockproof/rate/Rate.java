// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import java.math.BigInteger;
import java.time.Duration;

/**
 * So many permits in each period, evenly: half of the period gives half of the permits.
 *
 * @param permits at least one
 * @param period longer than nothing, and at most 292 years
 */
public record Rate(long permits, Duration period) {
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  /**
   * Checks what is said of the components.
   *
   * @throws IllegalArgumentException if it is not so
   */
  public Rate {
    if (permits < 1) {
      throw new IllegalArgumentException("a rate is of at least 1 permit, not " + permits);
    }
    if (period.isNegative() || period.isZero() || period.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "the period of a rate is longer than 0 and at most " + LONGEST + ", not " + period);
    }
  }

  /** Returns the rate of so many permits a second. */
  public static Rate perSecond(long permits) {
    return new Rate(permits, Duration.ofSeconds(1));
  }

  /** Returns into how many units a permit is divided, so that each nanosecond gives whole units. */
  long unitsPerPermit() {
    return period.toNanos() / divisor();
  }

  /** Returns how many units a nanosecond gives. */
  long unitsPerNano() {
    return permits / divisor();
  }

  private long divisor() {
    return BigInteger.valueOf(permits).gcd(BigInteger.valueOf(period.toNanos())).longValue();
  }
}
