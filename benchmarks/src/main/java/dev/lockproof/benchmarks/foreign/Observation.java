// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks.foreign;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a limiter answered, beside the specification: the permits admitted in any window of time are
 * at most burst + rate × length of the window, and nothing is refused that this lets through.
 */
final class Observation {
  private static final long INTERVAL = Foreign.PERIOD.toNanos() / Foreign.BURST;
  private static final BigInteger CAPACITY = BigInteger.valueOf(INTERVAL * Foreign.BURST);

  private final List<Asked> requests = new ArrayList<>();

  /** How heavy the heaviest window is that ends with the latest admission, and when that was. */
  private BigInteger weight = BigInteger.ZERO;

  private long latest;
  private long first = Long.MIN_VALUE;

  /** When the heaviest window began that ends with the latest admission, and its permits. */
  private long start;

  private long permitsInWindow;
  private Worst worst = new Worst(BigInteger.ZERO, 0, 0);
  private long refusedWithRoom;
  private long admitted;

  /** A request: when it began and ended, for how many permits, and whether it was admitted. */
  record Asked(long from, long to, long permits, boolean admitted) {
    /** Returns the two lines of the checker's history format. */
    String lines() {
      String line =
          "{\"process\":0,\"type\":\"%s\",\"f\":\"tryAcquire\",\"value\":%s,\"time\":%d}%n";
      return String.format(Locale.ROOT, line, "invoke", permits, from)
          + String.format(Locale.ROOT, line, "ok", admitted, to);
    }
  }

  /** The window that is furthest beyond its bound: by what weight, its permits and its length. */
  record Worst(BigInteger weight, long permits, long length) {}

  /** Adds a request, later than those before. */
  void add(Asked asked) {
    requests.add(asked);
    if (first == Long.MIN_VALUE) {
      first = asked.from;
      latest = asked.from;
      start = asked.from;
    }
    BigInteger cost = BigInteger.valueOf(INTERVAL).multiply(BigInteger.valueOf(asked.permits));
    if (asked.admitted) {
      admit(asked, cost);
    } else if (weightAt(asked.from).add(cost).compareTo(CAPACITY) <= 0) {
      refusedWithRoom++;
    }
  }

  private void admit(Asked asked, BigInteger cost) {
    BigInteger rest = weightAt(asked.to);
    if (rest.signum() == 0) {
      start = asked.from;
      permitsInWindow = 0;
    }
    weight = rest.add(cost);
    latest = asked.to;
    permitsInWindow += asked.permits;
    admitted += asked.permits;
    if (weight.compareTo(worst.weight) > 0) {
      worst = new Worst(weight, permitsInWindow, latest - start);
    }
  }

  /** Returns the weight of the heaviest window, extended to that time. */
  private BigInteger weightAt(long time) {
    return weight.subtract(BigInteger.valueOf(time - latest)).max(BigInteger.ZERO);
  }

  /** Returns whether some window has more than its bound. */
  boolean isTooMuch() {
    return worst.weight.compareTo(CAPACITY) > 0;
  }

  /** Returns the permits of the worst window. */
  long worstPermits() {
    return worst.permits;
  }

  /** Returns how many of them the bound allows. */
  long allowed() {
    return Foreign.BURST + worst.length / INTERVAL;
  }

  /** Returns how long the worst window is, in nanoseconds. */
  long worstLength() {
    return worst.length;
  }

  /** Returns how many requests were refused although the bound had room for them. */
  long refusedWithRoom() {
    return refusedWithRoom;
  }

  /** Returns how many permits were admitted. */
  long admitted() {
    return admitted;
  }

  /** Returns all requests. */
  List<Asked> requests() {
    return List.copyOf(requests);
  }
}
