// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import dev.lockproof.lease.StoreException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The scripts of this package in Java, in memory, with the server's clock in the caller's hand.
 *
 * <p>It stands in for a Redis server wherever the real one is too slow or too free: in Lincheck,
 * jcstress and simulation, and in tests of whoever uses the leases or limiters. That it gives the
 * same answers and the same times to live as the server are the claims {@code redis-*.script},
 * checked on random sequences of commands.
 *
 * <p>Keys must be used for one purpose each: where a server would answer {@code WRONGTYPE}, this
 * does not. Each script is one atomic step.
 */
public final class ScriptTwin implements Scripts {

  private static final long MICROS_PER_MILLI = 1_000;

  /** A key that expires: it is there as long as the clock is not past the last moment. */
  private record Holder(String owner, long last) {}

  /** A token counter. */
  private record Counter(String incarnation, long token) {}

  /** A guarded value, with the highest admitted token; null before the first value. */
  private record Guarded(String incarnation, String token, @Nullable String value) {}

  private final LongSupplier micros;
  private final BucketTwin buckets = new BucketTwin();
  private final WindowTwin windows = new WindowTwin();
  private final Map<String, Holder> holders = new HashMap<>();
  private final Map<String, Counter> counters = new HashMap<>();
  private final Map<String, Guarded> guards = new HashMap<>();

  /** The millisecond in which the script began: time stands still in a script. */
  private long now;

  private ScriptTwin(LongSupplier clock, long microsPerTick) {
    this.micros = () -> clock.getAsLong() * microsPerTick;
  }

  /** Creates an empty server with that clock, in milliseconds. */
  public ScriptTwin(LongSupplier clock) {
    this(clock, MICROS_PER_MILLI);
  }

  /** Creates an empty server with that clock, in microseconds. */
  public static ScriptTwin onMicros(LongSupplier clock) {
    return new ScriptTwin(clock, 1);
  }

  @Override
  public synchronized List<String> run(Script script, List<String> keys, List<String> arguments) {
    long time = look();
    String key = keys.get(0);
    return switch (script) {
      case GRANT -> grant(key, keys.get(1), arguments.get(0), Long.parseLong(arguments.get(1)));
      case RENEW ->
          each(
              keys,
              i ->
                  renew(
                      keys.get(i), arguments.get(2 * i), Long.parseLong(arguments.get(2 * i + 1))));
      case RELEASE -> each(keys, i -> release(keys.get(i), arguments.get(i)));
      case GUARD ->
          guard(
              key,
              arguments.get(0),
              arguments.get(1),
              arguments.size() > 2 ? arguments.get(2) : null);
      case GRANT_PLAIN ->
          each(
              keys,
              i ->
                  grantPlain(
                      keys.get(i), arguments.get(2 * i), Long.parseLong(arguments.get(2 * i + 1))));
      case TAKE -> buckets.take(time, keys, arguments);
      case WINDOW -> windows.take(time, key, arguments);
    };
  }

  /** Returns the milliseconds that a lease key has left, as {@code PTTL} does; -2 without a key. */
  public synchronized long timeToLive(String key) {
    look();
    Holder holder = holder(key);
    return holder == null ? -2 : holder.last - now;
  }

  /** Returns the millisecond at which a limiter's key expires, as {@code PEXPIRETIME} does. */
  public synchronized long expiryTime(String key) {
    long time = look();
    return Math.max(buckets.expiry(time, key), windows.expiry(time, key)); // -2 without
  }

  /** Sets the token that a counter issued last, as {@code HSET counterKey token} does. */
  public synchronized void setToken(String counterKey, long token) {
    counters.computeIfPresent(
        counterKey, (key, counter) -> new Counter(counter.incarnation, token));
  }

  /** Looks at the clock; returns the microsecond. */
  private long look() {
    long time = micros.getAsLong();
    now = Math.floorDiv(time, MICROS_PER_MILLI);
    return time;
  }

  private List<String> grant(String key, String counterKey, String owner, long millis) {
    Holder holder = holder(key);
    if (holder != null && !holder.owner.equals(owner)) {
      return List.of("HELD", Long.toString(holder.last - now));
    }
    Counter counter = counters.getOrDefault(counterKey, new Counter(owner, 0));
    if (counter.token == Long.MAX_VALUE) {
      throw new StoreException("ERR increment or decrement would overflow");
    }
    var issued = new Counter(counter.incarnation, counter.token + 1);
    counters.put(counterKey, issued);
    long last = now + millis;
    if (holder == null || holder.last < last) {
      holders.put(key, new Holder(owner, last)); // Grant
    }
    return List.of("GRANTED", issued.incarnation, Long.toString(issued.token));
  }

  private String renew(String key, String owner, long millis) {
    Holder holder = holder(key);
    if (holder == null || !holder.owner.equals(owner)) {
      return "LOST";
    }
    long last = now + millis;
    if (holder.last < last) {
      holders.put(key, new Holder(owner, last)); // Extend
    }
    return "RENEWED";
  }

  private static List<String> each(List<String> keys, IntFunction<String> answer) {
    var answers = new String[keys.size()];
    Arrays.setAll(answers, answer);
    return List.of(answers);
  }

  private String release(String key, String owner) {
    Holder holder = holder(key);
    if (holder == null || !holder.owner.equals(owner)) {
      return "ALREADY_LOST";
    }
    holders.remove(key); // Free
    return "RELEASED";
  }

  private List<String> guard(String key, String incarnation, String token, @Nullable String value) {
    Guarded highest = guards.get(key);
    if (highest != null
        && (!highest.incarnation.equals(incarnation) || isOlder(token, highest.token))) {
      return List.of("REFUSED", highest.incarnation, highest.token);
    }
    String kept = value != null || highest == null ? value : highest.value;
    guards.put(key, new Guarded(incarnation, token, kept));
    return kept == null ? List.of("ADMITTED") : List.of("ADMITTED", kept);
  }

  private String grantPlain(String key, String owner, long millis) {
    if (holder(key) != null) {
      return "HELD";
    }
    holders.put(key, new Holder(owner, now + millis)); // Grant
    return "GRANTED";
  }

  private @Nullable Holder holder(String key) {
    Holder holder = holders.get(key);
    if (holder != null && now > holder.last) {
      holders.remove(key); // Expire
      return null;
    }
    return holder;
  }

  /** Compares decimal strings without leading zeros. */
  private static boolean isOlder(String token, String highest) {
    return token.length() < highest.length()
        || (token.length() == highest.length() && token.compareTo(highest) < 0);
  }
}
