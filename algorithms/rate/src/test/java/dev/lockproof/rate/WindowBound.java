// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The specification of every limiter, slow and exact: it looks at all windows.
 *
 * <p>A window is what was admitted from one request to another, in the order in which they took
 * effect. Its weight is that of its permits less what came in from its first to its last moment; a
 * permit weighs the period in nanoseconds, and each nanosecond takes the permits of the rate away.
 */
final class WindowBound {
  private final BigInteger capacity;
  private final BigInteger permit;
  private final BigInteger gain;
  private final List<Admission> admissions = new ArrayList<>();

  /** Creates the specification of a limiter that is made, full, at {@code start}. */
  WindowBound(long burst, Rate rate, long start) {
    permit = BigInteger.valueOf(rate.period().toNanos());
    gain = BigInteger.valueOf(rate.permits());
    capacity = permit.multiply(BigInteger.valueOf(burst));
    admissions.add(new Admission(start, 0));
  }

  private WindowBound(WindowBound other) {
    permit = other.permit;
    gain = other.gain;
    capacity = other.capacity;
    admissions.addAll(other.admissions);
  }

  /** Returns one in which the same was admitted so far. */
  WindowBound copy() {
    return new WindowBound(this);
  }

  /** Returns whether so many permits more keep every window within its bound. */
  boolean admits(long permits, long now) {
    return heaviest(permits, now).compareTo(capacity) <= 0;
  }

  /** Returns how many permits more keep every window within its bound. */
  long remaining(long now) {
    return capacity.subtract(heaviest(0, now)).max(BigInteger.ZERO).divide(permit).longValue();
  }

  /** Returns whether the past no longer matters: no window that ends now weighs anything. */
  boolean isFull(long now) {
    return heaviest(0, now).signum() <= 0;
  }

  /** Admits. */
  void admit(long permits, long now) {
    admissions.add(new Admission(now, permits));
  }

  private BigInteger heaviest(long permits, long now) {
    BigInteger heaviest = weight(permits, now, now);
    long sum = permits;
    for (int first = admissions.size() - 1; first >= 0; first--) {
      sum += admissions.get(first).permits;
      heaviest = heaviest.max(weight(sum, admissions.get(first).time, now));
    }
    return heaviest;
  }

  private BigInteger weight(long permits, long from, long to) {
    BigInteger length = BigInteger.valueOf(to).subtract(BigInteger.valueOf(from));
    return permit.multiply(BigInteger.valueOf(permits)).subtract(gain.multiply(length));
  }

  private record Admission(long time, long permits) {}
}
