// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import java.util.function.LongSupplier;

/**
 * A token bucket in a monitor, the plainest one to read, whose burst and rate may be changed while
 * it is in use.
 *
 * <p><b>Guarantee.</b> The permits admitted in any window of time are at most the burst that was
 * set when the window began, and what came in during it, each moment at the rate that was set then;
 * without a change that is burst + rate × length of the window. No request is refused that this
 * lets through, but for what a change rounds off: less than a nanosecond brings. So a change hands
 * out nothing: a larger burst fills up at the new rate, and a smaller one holds from the change on.
 *
 * <p><b>Progress.</b> Deadlock-free: a request waits only while another one is in the monitor, and
 * that one waits for nothing.
 *
 * <p><b>Memory consistency effects.</b> None that should be relied on.
 *
 * <p><b>Cost.</b> One reading of the clock and one passage of the monitor. Nothing is allocated but
 * by a change.
 *
 * <p><b>Limits.</b> Not fair: requests come in no order, and a large one is refused as long as
 * small ones take what it would need. One for more than the burst of the moment is an error of the
 * caller, even if the burst was larger before. For a clock that goes back time stands still until
 * it has caught up. It must not move by 292 years between two requests. Burst and rate must have an
 * exact form in 61 bits.
 *
 * <p><b>Evidence.</b> Claims {@code locked-bucket.*} in the report; mutants {@code Locked*} of the
 * corpus.
 */
public final class LockedBucket implements Limiter {
  /*
   * Algorithm.
   *
   *   level     ,-------.
   *     |   ,--'        |                 ,-----   to a smaller burst: what is above it is lost
   *     |--'            '--------------,-'         to a larger one: it fills up from there
   *     '---------------+--------------+-----> time
   *                   Change         Change
   *
   * All happens in one monitor. Look reads the clock, and what came in at the present rate is added
   * to the level. Take, Refuse or Change follow. These are the actions of
   * models/specs/locked-bucket/LockedBucket.tla and the labels below.
   *
   * Invariants. The level is the least that any window leaves: the burst that was set when it
   * began, and what came in, less what was admitted. A window that begins with a change has no more
   * than either burst. A change adds nothing, so nothing can be gained by changes back and forth.
   *
   * Numbers. A permit may have other units after a change. The level is rounded down then, by less
   * than one of the new ones, of which at least one comes in each nanosecond.
   *
   * Rejected: a level that keeps its proportion to the burst, or what is missing from it, as
   * changes back and forth would fill the bucket; a full bucket after each, for the same reason.
   */

  private final LongSupplier clock;

  private final Object monitor = new Object();

  /** The burst and the rate that are set; like all below, accessed in the monitor only. */
  private Units units;

  /** The units that the bucket holds. */
  private long level;

  /** The latest reading of the clock. */
  private long now;

  /**
   * Creates a full bucket on {@link System#nanoTime}.
   *
   * @throws IllegalArgumentException if {@code burst} is less than 1 or too large for this rate
   */
  public LockedBucket(long burst, Rate rate) {
    this(burst, rate, System::nanoTime);
  }

  /**
   * Creates a full bucket on a clock of its own, of nanoseconds from any origin.
   *
   * @throws IllegalArgumentException if {@code burst} is less than 1 or too large for this rate
   */
  public LockedBucket(long burst, Rate rate, LongSupplier clock) {
    this.clock = clock;
    units = new Units(burst, rate);
    level = units.capacity;
    now = clock.getAsLong();
  }

  @Override
  public boolean tryAcquire(long permits) {
    synchronized (monitor) {
      return take(units.cost(permits)) >= 0;
    }
  }

  @Override
  public Decision decide(long permits) {
    synchronized (monitor) {
      long cost = units.cost(permits);
      return units.decision(cost, take(cost));
    }
  }

  /**
   * Sets another burst and another rate, from now on.
   *
   * @throws IllegalArgumentException if {@code burst} is less than 1 or too large for this rate;
   *     nothing is changed then
   */
  public void reconfigure(long burst, Rate rate) {
    var next = new Units(burst, rate);
    synchronized (monitor) {
      look();
      level = next.converted(level, units); // Change
      units = next;
    }
  }

  /** Returns the units that are left, negative if some are missing. */
  private long take(long cost) {
    look();
    long left = level - cost;
    if (left >= 0) {
      level = left; // Take
    }
    return left; // Refuse, if negative
  }

  private void look() {
    long passed = Math.max(0, clock.getAsLong() - now); // Look
    level = units.after(level, passed);
    now += passed;
  }
}
