// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A part of the keys of a {@link KeyedLimiter}, with the buckets of those that are not full. */
final class Stripe<K> {
  /*
   * Algorithm.
   *
   *   keys   |   | a |   | c | b |   |   |   |      a hash table: a key lies where its hash says,
   *   full   |   |17 |   |29 |23 |   |   |   |      or in the next slot that is free
   *
   * Of a bucket there is only when it will be full again, as in TokenBucket. One that is full is
   * as good as none. All happens in the monitor. Look reads the clock. Take puts the key into the
   * table if it is not there, and moves its time; Refuse changes nothing. A new key that finds as
   * many as there is room for lets all be forgotten that are full: Forget copies the others to a
   * new table. If none is full, NoRoom. These are the actions of
   * models/specs/keyed-limiter/KeyedLimiter.tla and the labels below.
   *
   * Invariants. A key is in one slot at most, as it is looked for and put there in one passage of
   * the monitor. Nothing is forgotten but what is full, so a key that comes again finds what it
   * would have.
   *
   * Numbers. Time is counted in units from an origin. When the span of that is over, it is counted
   * from the present on, in a new table. So the time of a request is at most MOST, when a bucket is
   * full at most twice that, and no sum overflows; after two spans each bucket is full.
   *
   * Rejected: a table in which slots are cleared one by one, as linear probing leaves marks behind;
   * a thread that tidies, as the limiter would have to be closed; the oldest bucket for a new key,
   * as its key would come again and find it full.
   */

  /** Three quarters of the largest table: what is copied in one passage is little. */
  static final int MOST_KEYS = 768;

  private static final int LEAST_SLOTS = 8;

  private final Units units;
  private final LongSupplier clock;
  private final int limit;

  /** The nanoseconds that time is counted from one origin. */
  private final long span;

  /** The reading of the clock from which time is counted. */
  private long origin;

  /** The latest reading, in nanoseconds since the origin. */
  private long elapsed;

  private @Nullable Object[] keys = new Object[LEAST_SLOTS];

  /** Of each key, when its bucket is full, in units since the origin. */
  private long[] full = new long[LEAST_SLOTS];

  private int used;

  /** Creates one with room for so many keys. */
  Stripe(Units units, LongSupplier clock, int limit) {
    this.units = units;
    this.clock = clock;
    this.limit = limit;
    span = Units.MOST / units.gain;
    origin = clock.getAsLong();
  }

  synchronized boolean tryAcquire(K key, int hash, long cost) {
    look();
    int slot = place(key, hash);
    return slot >= 0 && take(slot, key, cost) >= 0;
  }

  synchronized Decision decide(K key, int hash, long cost) {
    look();
    int slot = place(key, hash);
    if (slot < 0) {
      Duration room = Duration.ofNanos(units.nanos(first() - time()));
      return new Decision(false, 0, room, room);
    }
    return units.decision(cost, take(slot, key, cost));
  }

  /** Forgets the keys whose buckets are full. */
  synchronized void tidy() {
    look();
    copy(0);
  }

  /** Returns how many keys are kept. */
  synchronized int size() {
    return used;
  }

  private void look() {
    long reading = clock.getAsLong(); // Look
    long passed = Math.max(0, reading - (origin + elapsed));
    elapsed = Math.min(elapsed + Math.min(passed, 2 * span), 2 * span);
    if (elapsed > span) {
      copy(time());
      origin = reading;
      elapsed = 0;
    }
  }

  /** Returns the time in units. */
  private long time() {
    return elapsed * units.gain;
  }

  /** Returns the slot of the key, or where to put it, or -1 if there is no room. */
  private int place(K key, int hash) {
    int slot = find(keys, key, hash);
    if (keys[slot] == null && used >= Math.min(limit, keys.length / 4 * 3)) {
      if (used == limit && first() > time()) {
        return -1; // NoRoom
      }
      copy(0);
      slot = find(keys, key, hash);
    }
    return slot;
  }

  private static int find(@Nullable Object[] keys, Object key, int hash) {
    int slot = hash & (keys.length - 1);
    while (keys[slot] != null && !key.equals(keys[slot])) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  /** Returns the units that are left, negative if some are missing. */
  private long take(int slot, K key, long cost) {
    boolean isNew = keys[slot] == null;
    long next = Math.max(isNew ? 0 : full[slot], time()) + cost;
    long left = time() + units.capacity - next;
    if (left >= 0) {
      used += isNew ? 1 : 0;
      keys[slot] = key;
      full[slot] = next; // Take
    }
    return left; // Refuse, if negative
  }

  /** Returns when the first bucket is full. */
  private long first() {
    long first = Long.MAX_VALUE;
    for (int i = 0; i < keys.length; i++) {
      first = keys[i] == null ? first : Math.min(first, full[i]);
    }
    return first;
  }

  /** Copies what is not full to a table of the right size, where time is counted from later on. */
  private void copy(long shift) {
    int kept = 0;
    for (int i = 0; i < keys.length; i++) {
      kept += isFull(i) ? 0 : 1;
    }
    int slots = LEAST_SLOTS;
    while (slots / 4 * 3 < Math.min(limit, 2 * kept + 1)) {
      slots *= 2;
    }
    var nextKeys = new Object[slots];
    var nextFull = new long[slots];
    for (int i = 0; i < keys.length; i++) {
      Object key = keys[i];
      if (key != null && !isFull(i)) {
        int slot = find(nextKeys, key, KeyedLimiter.hash(key));
        nextKeys[slot] = key;
        nextFull[slot] = full[i] - shift;
      }
    }
    keys = nextKeys;
    full = nextFull;
    used = kept; // Forget
  }

  private boolean isFull(int slot) {
    return keys[slot] == null || full[slot] <= time();
  }
}
