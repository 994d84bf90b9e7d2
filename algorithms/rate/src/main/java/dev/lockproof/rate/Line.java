// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * The requests that wait at a limiter, first come, first served, each due when a rule says.
 *
 * <p>It is its own monitor, in which all its methods are called but {@link #park}.
 */
final class Line {
  /*
   * Algorithm.
   *
   *   base              places
   *   (at, units) <--- (due, units) <--- (due, units)      the level after each one is served
   *   the past          3 permits         1 permit
   *
   * From the level after one request follows, by the rule, when the next one is due, and the level
   * after that. When a request is due it is Served: its level becomes the base, whoever notices.
   * GiveBack takes one that is not due yet out of the line, computes anew all behind it, and wakes
   * them up. A waiter looks, Parks until it is due as it sees it then, looks again, and Returns
   * when it is due. These are actions of the specifications of the limiters, and the labels below
   * and in Reservation; all but Park in the monitor.
   *
   * Invariants. Times in the line never decrease, as the rule never goes back. What is due is never
   * given back, and GiveBack makes no time later. A waiter's thread is known from the look at which
   * it saw its time; so if its time changes after that, it is woken up.
   *
   * Rejected: the head of the line waits for its permits and then takes them, as each late wake-up
   * would delay all behind it; timed waiters in a line in which they cannot be in time.
   */

  /** The longest wait, and a quarter of what fits. */
  static final long LONGEST = Long.MAX_VALUE / 4;

  /** When so many units are due, now or later, to the next one after a level. */
  @FunctionalInterface
  interface Rule {
    /** Returns the level after that, which is not before the one given. */
    Level serve(Level before, long now, long cost);
  }

  /** So many units at that time, by the count of the rule. */
  record Level(long at, long units) {}

  private final Rule rule;
  private final LongSupplier clock;
  private final LongConsumer waiting;

  /** Who is not due yet, by time. */
  private final Deque<Reservation> places = new ArrayDeque<>();

  /** The level after the last one that was due. */
  private Level base;

  /** The latest reading of the clock. */
  private long now;

  /** Creates an empty line, with so many units now. */
  Line(long units, Rule rule, LongSupplier clock, LongConsumer waiting) {
    this.rule = rule;
    this.clock = clock;
    this.waiting = waiting;
    now = clock.getAsLong();
    base = new Level(now, units);
  }

  /** Reads the clock, takes those out of the line that are due, and returns the time. */
  long look() {
    now += Math.max(0, clock.getAsLong() - now);
    while (!places.isEmpty() && places.element().level.at - now <= 0) {
      base = places.remove().level; // Served
    }
    return now;
  }

  /** Returns the level after the last one in line. */
  Level last() {
    return places.isEmpty() ? base : places.getLast().level;
  }

  /** Returns the level after so many units more. */
  Level next(long cost) {
    return rule.serve(last(), now, cost);
  }

  /** Puts one at the end that is due as {@link #next} said. */
  Reservation add(long cost, Level level) {
    var reservation = new Reservation(this, cost, level);
    places.add(reservation);
    return reservation;
  }

  /** Takes one out of the line that is not due yet; returns whether there was one. */
  boolean remove(Reservation one) {
    if (!places.contains(one)) {
      return false;
    }
    Deque<Reservation> behind = new ArrayDeque<>();
    while (places.getLast() != one) {
      behind.push(places.removeLast());
    }
    places.removeLast(); // GiveBack
    LockSupport.unpark(one.waiter);
    for (Reservation next : behind) {
      next.level = next(next.cost);
      places.add(next);
      LockSupport.unpark(next.waiter);
    }
    return true;
  }

  /** Waits for so many nanoseconds or less; not called in the monitor. */
  void park(long nanos) {
    waiting.accept(nanos);
  }
}
