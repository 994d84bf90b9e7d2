// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * A rate limiter with a token bucket for each key, which forgets the keys whose buckets are full
 * again.
 *
 * <p><b>Guarantee.</b> For each key, the permits admitted in any window of time are at most burst +
 * rate × length of the window. No request is refused that this lets through, unless there is no
 * room for its key: as many others as there is room for have buckets that are not full. A bucket
 * that is not full is never given up for another key, as its own would find it full when it comes
 * again.
 *
 * <p><b>Progress.</b> Deadlock-free: a request waits only while another one is in the same stripe,
 * and that one waits for nothing.
 *
 * <p><b>Memory consistency effects.</b> None that should be relied on.
 *
 * <p><b>Cost.</b> One reading of the clock, one passage of the monitor of a stripe. Of each key
 * there are a reference and a long, in tables that are three eighths to three quarters full as they
 * grow, and a quarter when most was forgotten. A new key may find its table full, and waits until
 * at most 768 others are copied; no request does more, however many keys there are or expire.
 *
 * <p><b>Limits.</b> There is room for the keys asked for if their hash codes are spread evenly, and
 * for three times as many at most; keys with equal hash codes share the room of a stripe. What is
 * full stays until its stripe needs room, or {@link #tidy} comes by. {@code equals} and {@code
 * hashCode} of keys are called in a monitor. Not fair. For a clock that goes back time stands still
 * until it has caught up. It must not move by 292 years between two requests. Burst and rate must
 * have an exact form in 61 bits.
 *
 * <p><b>Evidence.</b> Claims {@code keyed-limiter.*} in the report; mutants {@code Keyed*} of the
 * corpus.
 *
 * @param <K> the keys
 */
public final class KeyedLimiter<K> {
  /*
   * Algorithm. The hash of a key says in which stripe it is; the rest is there. A stripe has few
   * keys, so that what is done at once with all of them takes a short time.
   */

  /** So many keys of a stripe are expected at most. */
  private static final int EXPECTED = 512;

  private static final int MOST = 1 << 30;

  private final Units units;
  private final Stripe<K>[] stripes;

  /** The stripe to tidy next. */
  private final AtomicInteger hand = new AtomicInteger();

  /**
   * Creates a limiter on {@link System#nanoTime} at which every key has a full bucket.
   *
   * @param keys for how many keys that are not full there is room
   * @throws IllegalArgumentException if {@code burst} is less than 1 or too large for this rate, or
   *     {@code keys} less than 1 or more than 2<sup>30</sup>
   */
  public KeyedLimiter(long burst, Rate rate, int keys) {
    this(burst, rate, keys, System::nanoTime);
  }

  /**
   * Creates a limiter on a clock of its own, of nanoseconds from any origin.
   *
   * @throws IllegalArgumentException likewise
   */
  public KeyedLimiter(long burst, Rate rate, int keys, LongSupplier clock) {
    if (keys < 1 || keys > MOST) {
      throw new IllegalArgumentException(
          "a limiter has room for 1 to %d keys, not %d".formatted(MOST, keys));
    }
    units = new Units(burst, rate);
    stripes = stripes(Integer.highestOneBit(Math.max(1, (keys - 1) / EXPECTED * 2)));
    for (int i = 0; i < stripes.length; i++) {
      stripes[i] = new Stripe<>(units, clock, Math.min(keys, Stripe.MOST_KEYS));
    }
  }

  @SuppressWarnings("unchecked")
  private static <K> Stripe<K>[] stripes(int count) {
    return (Stripe<K>[]) new Stripe<?>[count];
  }

  /**
   * Takes so many permits of the key if they are all there; returns whether they were.
   *
   * @throws IllegalArgumentException if {@code permits} is less than 1 or more than the burst
   */
  public boolean tryAcquire(K key, long permits) {
    int hash = hash(key);
    return stripe(hash).tryAcquire(key, hash, units.cost(permits));
  }

  /** Takes one permit of the key if it is there; returns whether it was. */
  public boolean tryAcquire(K key) {
    return tryAcquire(key, 1);
  }

  /**
   * Takes so many permits of the key if they are all there, and says what is left and when to come
   * back; if there is no room for the key, when there will be.
   *
   * @throws IllegalArgumentException if {@code permits} is less than 1 or more than the burst
   */
  public Decision decide(K key, long permits) {
    int hash = hash(key);
    return stripe(hash).decide(key, hash, units.cost(permits));
  }

  /** Takes one permit of the key if it is there, and says what is left and when to come back. */
  public Decision decide(K key) {
    return decide(key, 1);
  }

  /** Returns the limiter of one key, which asks this one each time. */
  public Limiter of(K key) {
    Objects.requireNonNull(key);
    return new Limiter() {
      @Override
      public boolean tryAcquire(long permits) {
        return KeyedLimiter.this.tryAcquire(key, permits);
      }

      @Override
      public Decision decide(long permits) {
        return KeyedLimiter.this.decide(key, permits);
      }
    };
  }

  /**
   * Forgets the keys of the next stripe whose buckets are full. New keys do that where they need
   * room; a timer may call this so that memory is given back when none come any more.
   */
  public void tidy() {
    stripes[hand.getAndIncrement() & (stripes.length - 1)].tidy();
  }

  /** Returns how many keys are kept, which takes a look at every stripe. */
  public long size() {
    long size = 0;
    for (Stripe<K> stripe : stripes) {
      size += stripe.size();
    }
    return size;
  }

  private Stripe<K> stripe(int hash) {
    return stripes[(hash >>> 10) & (stripes.length - 1)];
  }

  /** Returns the hash code of a key with its bits mixed; a table looks at the last ten. */
  static int hash(Object key) {
    int hash = key.hashCode();
    hash = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
    hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
    return hash ^ (hash >>> 16);
  }
}
