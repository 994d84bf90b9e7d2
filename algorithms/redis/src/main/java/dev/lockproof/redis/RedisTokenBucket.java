// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import dev.lockproof.rate.Decision;
import dev.lockproof.rate.Limiter;
import dev.lockproof.rate.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/**
 * A rate limiter in Redis with a bucket for each key, full at first and refilled evenly, at the
 * time of the server.
 *
 * <p>This is the token bucket of Turner (1986), kept as in the generic cell rate algorithm (ITU-T
 * I.371): as the moment at which it is full again.
 *
 * <p><b>Assumptions.</b> The server keeps what it acknowledged: no restart and no fail-over loses a
 * write, and nothing is evicted. Its clock does not go back by more than a second.
 *
 * <p><b>Guarantee.</b> The permits admitted in any window of time are at most burst + rate × length
 * of the window, by the clock of the server and whoever asks; no request is refused that this lets
 * through. Requests that get no answer count as if admitted. The clocks of the callers do not
 * matter. If the terms are changed in use, the greater burst counts for windows around the change.
 *
 * <p><b>Progress.</b> Wait-free in the server: one script per request.
 *
 * <p><b>Memory consistency effects.</b> None: threads meet in the server.
 *
 * <p><b>Cost.</b> One round trip and one script per request, also for several buckets. One short
 * string per bucket that is not full, which expires a second after it is.
 *
 * <p><b>Limits.</b> Not fair. Every request may throw {@link dev.lockproof.lease.StoreException}
 * (nothing was taken) or {@link NoReplyException} (it may have been). Times are in whole
 * microseconds, rounded up. Burst and rate must have an exact form in 52 bits, which the
 * constructor checks. Redis 6.2 or later. On a cluster the keys of one request must share a hash
 * slot, by the same tag in braces: <code>{acme}</code>, <code>{acme}:ann</code>.
 *
 * <p><b>Failure.</b> A server that comes back without its data has full buckets; so has a replica
 * that had not heard of the latest admissions.
 *
 * <p><b>Evidence.</b> Claims {@code redis-bucket.*} in the report; mutants {@code RedisBucket*}.
 */
public final class RedisTokenBucket {
  /*
   * Keys.
   *
   *   name:<key>    string, expires a second after the bucket is full    full, rest, permit, gain
   *
   * A permit is divided into so many units that each microsecond brings a whole number of them, the
   * gain. The bucket is full at the microsecond `full` and rest / gain of the next.
   *
   * Steps in the server, in one script (take.lua): Take moves that moment by the cost, from now if
   * it has passed; Refuse leaves it, if the cost would move it further than a full burst from now.
   * Expire deletes what is full. These are the actions of
   * models/specs/redis-bucket/RedisTokenBucket.tla.
   *
   * Why the bound holds. Each Take moves the moment on by the time in which its cost comes in, and
   * never back; before it, the moment is not before now, and after it not more than a burst ahead.
   * So from the first to the last request of a window as much is admitted as a burst and what came
   * in between their times, even if those go back. An expired bucket is like a full one, as long as
   * the clock does not go back behind its end: hence the second.
   *
   * Numbers. Those of Lua are doubles. Units add up to at most capacity + gain, which is at most
   * 2^52; quotients of such numbers are rounded to the right side. The time in microseconds and a
   * burst from now are below 2^53 until the year 2112.
   *
   * Rejected: the units that are left, with the time of the last request, as they would have to be
   * multiplied by a time of any length; rounded intervals between permits, which drift.
   */

  private static final long NANOS_PER_MICRO = 1_000;

  /** The client or the scripts, by which buckets of one server are known. */
  private final Object store;

  private final Scripts scripts;
  private final String name;
  private final BucketTerms terms;

  /**
   * Creates a limiter on the server, or cluster, of that client, which stays open.
   *
   * @param name what the keys start with
   * @throws IllegalArgumentException if {@code burst} is less than 1 or too large for this rate
   */
  public RedisTokenBucket(UnifiedJedis client, String name, long burst, Rate rate) {
    this(client, new JedisScripts(client), name, burst, rate);
  }

  /**
   * Creates a limiter on whatever runs the scripts.
   *
   * @param name what the keys start with
   * @throws IllegalArgumentException if {@code burst} is less than 1 or too large for this rate
   */
  public RedisTokenBucket(Scripts scripts, String name, long burst, Rate rate) {
    this(scripts, scripts, name, burst, rate);
  }

  private RedisTokenBucket(Object store, Scripts scripts, String name, long burst, Rate rate) {
    this.store = store;
    this.scripts = scripts;
    this.name = name;
    terms = BucketTerms.of(burst, rate);
  }

  /** Takes one permit of that key if it is there; returns whether it was. */
  public boolean tryAcquire(String key) {
    return decide(key).allowed();
  }

  /**
   * Takes so many permits of that key if they are all there; returns whether they were.
   *
   * @throws IllegalArgumentException if {@code permits} is less than 1 or more than the burst
   */
  public boolean tryAcquire(String key, long permits) {
    return decide(key, permits).allowed();
  }

  /** Takes one permit of that key if it is there, and says what is left and when to come back. */
  public Decision decide(String key) {
    return decide(key, 1);
  }

  /**
   * Takes so many permits of that key if they are all there, and says what is left and when to come
   * back.
   *
   * @throws IllegalArgumentException if {@code permits} is less than 1 or more than the burst
   */
  public Decision decide(String key, long permits) {
    return decideAll(List.of(demand(key, permits)));
  }

  /** Returns the limiter of that key. */
  public Limiter limiter(String key) {
    return new Limiter() {
      @Override
      public boolean tryAcquire(long permits) {
        return RedisTokenBucket.this.tryAcquire(key, permits);
      }

      @Override
      public Decision decide(long permits) {
        return RedisTokenBucket.this.decide(key, permits);
      }
    };
  }

  /**
   * Returns a demand for so many permits of that key, for {@link #decideAll}.
   *
   * @throws IllegalArgumentException if {@code permits} is less than 1 or more than the burst
   */
  public Demand demand(String key, long permits) {
    return new Demand(this, name + ":" + key, terms.cost(permits));
  }

  /**
   * Takes all that is demanded if all of it is there, else nothing, in one step of one server. The
   * decision is that of the tightest limit: the least that remains, the latest time.
   *
   * @throws IllegalArgumentException if nothing is demanded, one bucket twice, or of two clients
   */
  public static Decision decideAll(List<Demand> demands) {
    if (demands.isEmpty()) {
      throw new IllegalArgumentException("something has to be demanded");
    }
    RedisTokenBucket first = demands.get(0).bucket;
    var keys = new ArrayList<String>();
    var arguments = new ArrayList<String>();
    for (Demand demand : demands) {
      if (demand.bucket.store != first.store || keys.contains(demand.key)) {
        throw new IllegalArgumentException(
            "demands are of one client, and each of another bucket than " + keys);
      }
      keys.add(demand.key);
      arguments.addAll(demand.bucket.terms.arguments(demand.cost));
    }
    return decision(keys.size(), first.scripts.run(Script.TAKE, keys, arguments)); // Take
  }

  private static Decision decision(int buckets, List<String> answer) {
    try {
      long remaining = Long.MAX_VALUE;
      long retry = 0;
      long reset = 0;
      for (int i = 0; i < buckets; i++) {
        remaining = Math.min(remaining, Long.parseLong(answer.get(3 * i + 1)));
        retry = Math.max(retry, Long.parseLong(answer.get(3 * i + 2)));
        reset = Math.max(reset, Long.parseLong(answer.get(3 * i + 3)));
      }
      return new Decision(
          answer.get(0).equals("TAKEN"), // Refuse
          remaining,
          Duration.ofNanos(NANOS_PER_MICRO * retry),
          Duration.ofNanos(NANOS_PER_MICRO * reset));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new NoReplyException("Redis answered with nonsense: " + answer, e);
    }
  }

  /** So many permits of one bucket, made by {@link RedisTokenBucket#demand}. */
  public static final class Demand {
    private final RedisTokenBucket bucket;
    private final String key;
    private final long cost;

    private Demand(RedisTokenBucket bucket, String key, long cost) {
      this.bucket = bucket;
      this.key = key;
      this.cost = cost;
    }
  }
}
