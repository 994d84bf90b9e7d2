// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The specification of a limiter whose burst and rate change, slow and exact: it looks at all
 * windows. One has room for the burst that was set when it began and for what came in since.
 */
final class ChangingBound {
  private final BigInteger permit;
  private final List<Start> starts = new ArrayList<>();
  private BigInteger most;
  private BigInteger gain;

  /** What came in since the creation, less what was admitted. */
  private BigInteger balance = BigInteger.ZERO;

  /** Where windows begin: what they had room for, and the balance then. */
  private record Start(BigInteger most, BigInteger balance) {}

  /** Creates the specification of a limiter that is full, and will have no other rates. */
  ChangingBound(long burst, Rate rate, Collection<Rate> rates) {
    permit = rates.stream().map(ChangingBound::period).reduce(BigInteger.ONE, BigInteger::multiply);
    most = units(burst);
    gain = gain(rate);
    begin(most);
  }

  private static BigInteger period(Rate rate) {
    return BigInteger.valueOf(rate.period().toNanos());
  }

  private BigInteger units(long permits) {
    return permit.multiply(BigInteger.valueOf(permits));
  }

  private BigInteger gain(Rate rate) {
    return units(rate.permits()).divide(period(rate));
  }

  private void begin(BigInteger room) {
    starts.add(new Start(room, balance));
  }

  /** Lets time pass. */
  void pass(long nanos) {
    balance = balance.add(gain.multiply(BigInteger.valueOf(nanos)));
  }

  /** Changes the setting: a window that begins now may be counted with either burst. */
  void change(long burst, Rate rate) {
    BigInteger next = units(burst);
    begin(most.min(next));
    most = next;
    gain = gain(rate);
  }

  /**
   * Returns whether so many permits more keep every window within its bound, so much later, if
   * there were less room by a fraction of a permit.
   */
  boolean admits(long permits, long later, BigInteger parts) {
    BigInteger cost = units(permits);
    if (parts.signum() > 0) {
      cost = cost.add(permit.multiply(parts).divide(PARTS)).add(BigInteger.ONE);
    }
    BigInteger room = most;
    for (Start start : starts) {
      BigInteger came = gain.multiply(BigInteger.valueOf(later));
      room = room.min(start.most.add(balance).add(came).subtract(start.balance));
    }
    return room.compareTo(cost) >= 0;
  }

  /** Admits. */
  void admit(long permits) {
    begin(most);
    balance = balance.subtract(units(permits));
  }

  /** Into how many parts a permit is divided where one is lost. */
  static final BigInteger PARTS = BigInteger.TWO.pow(100);
}
