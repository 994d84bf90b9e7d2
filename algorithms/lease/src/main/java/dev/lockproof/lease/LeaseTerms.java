// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What may be asked for, and how much of what the store grants a holder may count on.
 *
 * <p>A store that grants {@code ttl} frees the resource when its own clock has counted {@code ttl}.
 * If neither clock runs faster than the other by more than the drift, that is not before the
 * holder's clock has counted {@code ttl x (1 - drift)} from any moment before the request was sent.
 * The holder stops a margin earlier still: its validity.
 *
 * @param drift the bound on the relative rate of the two clocks, from 0 to below 1
 * @param margin what is left unused at the end, for the granularity of the clocks
 */
public record LeaseTerms(double drift, Duration margin) {

  /** The longest time-to-live; differences of nanosecond clocks stay well within a long. */
  public static final Duration LONGEST = Duration.ofDays(36_500);

  /** The largest number of characters in the name of a resource. */
  public static final int LONGEST_RESOURCE = 1024;

  /** One per cent of drift and two milliseconds of margin. */
  public static final LeaseTerms DEFAULT = new LeaseTerms(0.01, Duration.ofMillis(2));

  /** Checks the components. */
  public LeaseTerms {
    if (!(drift >= 0 && drift < 1)) {
      throw new IllegalArgumentException("drift must be at least 0 and below 1, not " + drift);
    }
    if (margin.isNegative() || margin.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "margin must not be negative and not above " + LONGEST + ", not " + margin);
    }
  }

  /**
   * Returns the time-to-live in milliseconds, as stores count it; fractions are dropped.
   *
   * @throws IllegalArgumentException if it is too long, or so short that it leaves no validity
   */
  public long millis(Duration timeToLive) {
    if (timeToLive.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "time-to-live must not be above " + LONGEST + ", not " + timeToLive);
    }
    if (timeToLive.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException(
          "time-to-live must be at least a millisecond, not " + timeToLive);
    }
    long millis = timeToLive.toMillis();
    if (validity(millis) <= 0) {
      throw new IllegalArgumentException(
          "time-to-live must be above drift and margin ("
              + drift
              + " of it and "
              + margin
              + "), not "
              + timeToLive);
    }
    return millis;
  }

  /** Returns the deadline of a lease that was asked for when the clock read {@code sent}. */
  public long deadline(long sent, long millis) {
    return sent + validity(millis);
  }

  /** Returns how long a lease may live on by the holder's clock after it was granted. */
  public Duration latestExpiry(long millis) {
    return Duration.ofMillis((long) Math.ceil(millis / (1 - drift))).plus(margin);
  }

  /**
   * Returns how many nanoseconds a caller is ready to wait, at most {@link #LONGEST}.
   *
   * @throws IllegalArgumentException if the wait is negative
   */
  public static long waitNanos(Duration maxWait) {
    if (maxWait.isNegative()) {
      throw new IllegalArgumentException("maximum wait must not be negative, not " + maxWait);
    }
    return (maxWait.compareTo(LONGEST) > 0 ? LONGEST : maxWait).toNanos();
  }

  /**
   * Returns the name of a resource.
   *
   * @throws IllegalArgumentException if it is empty, too long, or not well-formed Unicode
   */
  public static String resource(String name) {
    if (name.isEmpty() || name.length() > LONGEST_RESOURCE) {
      throw new IllegalArgumentException(
          "resource name must have 1 to " + LONGEST_RESOURCE + " characters, not " + name.length());
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw new IllegalArgumentException(
          "resource name must be well-formed Unicode: it has a surrogate without its pair");
    }
    return name;
  }

  private long validity(long millis) {
    long nanos = Duration.ofMillis(millis).toNanos();
    return nanos - (long) Math.ceil(nanos * drift) - margin.toNanos();
  }
}
