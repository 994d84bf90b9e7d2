// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import dev.lockproof.rate.Rate;
import java.math.BigInteger;
import java.util.List;

/**
 * The numbers of a bucket in Redis.
 *
 * <p>A permit is divided into so many units that each microsecond gives a whole number of them. The
 * doubles of Lua are exact with what {@link #of} lets through.
 *
 * @param burst the permits of a full bucket
 * @param permit the units of a permit
 * @param gain the units that come in each microsecond
 */
record BucketTerms(long burst, long permit, long gain) {
  private static final BigInteger MOST_UNITS = BigInteger.ONE.shiftLeft(52);
  private static final BigInteger NANOS_PER_MICRO = BigInteger.valueOf(1_000);

  /**
   * Returns the numbers of so many permits at that rate.
   *
   * @throws IllegalArgumentException if {@code burst} is less than 1 or too large for this rate
   */
  static BucketTerms of(long burst, Rate rate) {
    BigInteger period = BigInteger.valueOf(rate.period().toNanos());
    BigInteger perMicro = BigInteger.valueOf(rate.permits()).multiply(NANOS_PER_MICRO);
    BigInteger divisor = period.gcd(perMicro);
    BigInteger permit = period.divide(divisor);
    BigInteger gain = perMicro.divide(divisor);
    BigInteger most = MOST_UNITS.subtract(gain).max(BigInteger.ZERO).divide(permit);
    if (burst < 1 || BigInteger.valueOf(burst).compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "a bucket at %s has a burst from 1 to %d, not %d".formatted(rate, most, burst));
    }
    return new BucketTerms(burst, permit.longValueExact(), gain.longValueExact());
  }

  /**
   * Returns the units of so many permits.
   *
   * @throws IllegalArgumentException if {@code permits} is less than 1 or more than the burst
   */
  long cost(long permits) {
    if (permits < 1 || permits > burst) {
      throw new IllegalArgumentException(
          "a request is for 1 to %d permits, the burst, not %d".formatted(burst, permits));
    }
    return permits * permit;
  }

  /** Returns what {@link Script#TAKE} is told when so many units are asked for. */
  List<String> arguments(long cost) {
    return List.of(
        Long.toString(cost),
        Long.toString(burst * permit),
        Long.toString(permit),
        Long.toString(gain));
  }
}
