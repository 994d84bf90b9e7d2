// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import dev.lockproof.rate.Decision;
import dev.lockproof.rate.Limiter;
import java.time.Duration;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/**
 * A rate limiter in Redis that admits so many permits of each key in any window of a length, at the
 * time of the server, as it remembers them all.
 *
 * <p><b>Assumptions.</b> The server keeps what it acknowledged: no restart and no fail-over loses a
 * write, and nothing is evicted. Its clock does not go back by more than a second.
 *
 * <p><b>Guarantee.</b> The permits admitted in any window of time that is shorter than the length
 * are at most the limit, by the clock of the server and whoever asks; no request is refused that
 * this lets through. A clock that goes back counts as one that stands still until it has caught up.
 * Requests that get no answer count as if admitted. The clocks of the callers do not matter. It is
 * a harder bound than that of {@link RedisTokenBucket}, which admits almost twice the limit within
 * one length when it was full.
 *
 * <p><b>Progress.</b> Wait-free in the server: one script per request.
 *
 * <p><b>Memory consistency effects.</b> None: threads meet in the server.
 *
 * <p><b>Cost.</b> One round trip and one script per request. A list for each key that was asked for
 * within the length, with an entry of some thirty bytes for each request that was admitted in it.
 * The script looks at as many entries as the logarithm of their number, and drops each once.
 *
 * <p><b>Limits.</b> Not fair. Every request may throw {@link dev.lockproof.lease.StoreException}
 * (nothing was taken) or {@link NoReplyException} (it may have been). The length is in whole
 * microseconds. Where limit or length change in use, a window around the change has at most what
 * the old terms and the new limit let through together. Redis 6.2 or later.
 *
 * <p><b>Failure.</b> A server that comes back without its data has empty windows; a replica that
 * takes over misses the admissions that it had not heard of.
 *
 * <p><b>Evidence.</b> Claims {@code redis-sliding-window.*} in the report; mutants {@code
 * RedisWindow*}.
 */
public final class RedisSlidingWindow {
  /*
   * Keys.
   *
   *   name:<key>    list, expires a second after nothing in it counts    at, before, permits
   *
   *   17 40 2 | 17 42 1 | 20 43 5        an entry for each request that was admitted, the oldest
   *                                      first: when, how many permits before it, how many
   *
   * Steps in the server, in one script (window.lua): Take adds an entry, if the permits of those
   * that are younger than the length leave room, and drops the others; Refuse changes nothing.
   * Expire deletes a list of which nothing counts. These are the actions of
   * models/specs/redis-sliding-window/RedisSlidingWindow.tla.
   *
   * Why the bound holds. An entry's time is the later one of the reading and of the entry before
   * it, so the list is in order, and has every entry that counts at any reading to come. Two
   * requests of one moment are two entries, whatever their times (G22 of the corpus' sources). The
   * list stays a second longer than it has to, in case that the clock goes back.
   *
   * Numbers. Those of Lua are doubles. The permits before an entry are counted modulo 2^52, and a
   * limit is at most 2^51: differences are exact. Times in microseconds, and a length later, are
   * below 2^53 until the year 2155.
   *
   * Rejected: a sorted set with a member for each request, which takes three times the memory, and
   * has to be added up; one entry for each permit, as a request may be for many.
   */

  private static final long MOST = 1L << 51;
  private static final Duration LONGEST = Duration.ofDays(36_500);
  private static final long NANOS_PER_MICRO = 1_000;

  private final Scripts scripts;
  private final String name;
  private final long limit;
  private final Duration length;

  /**
   * Creates a limiter on the server, or cluster, of that client, which stays open.
   *
   * @param name what the keys start with
   * @param limit how many permits a window may have, from 1 to 2<sup>51</sup>
   * @param length from which length on it may have more: whole microseconds, at most a century
   * @throws IllegalArgumentException if {@code limit} or {@code length} is not so
   */
  public RedisSlidingWindow(UnifiedJedis client, String name, long limit, Duration length) {
    this(new JedisScripts(client), name, limit, length);
  }

  /**
   * Creates a limiter on whatever runs the scripts.
   *
   * @throws IllegalArgumentException likewise
   */
  public RedisSlidingWindow(Scripts scripts, String name, long limit, Duration length) {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException(
          "a window has a limit from 1 to %d permits, not %d".formatted(MOST, limit));
    }
    if (length.isNegative()
        || length.isZero()
        || length.compareTo(LONGEST) > 0
        || length.toNanos() % NANOS_PER_MICRO != 0) {
      throw new IllegalArgumentException(
          "the length of a window is whole microseconds up to %s, not %s"
              .formatted(LONGEST, length));
    }
    this.scripts = scripts;
    this.name = name;
    this.limit = limit;
    this.length = length;
  }

  /** Takes one permit of that key if there is room; returns whether there was. */
  public boolean tryAcquire(String key) {
    return decide(key).allowed();
  }

  /**
   * Takes so many permits of that key if there is room for all; returns whether there was.
   *
   * @throws IllegalArgumentException if {@code permits} is less than 1 or more than the limit
   */
  public boolean tryAcquire(String key, long permits) {
    return decide(key, permits).allowed();
  }

  /** Takes one permit of that key if there is room, and says what is left and when to come back. */
  public Decision decide(String key) {
    return decide(key, 1);
  }

  /**
   * Takes so many permits of that key if there is room for all, and says what is left and when to
   * come back.
   *
   * @throws IllegalArgumentException if {@code permits} is less than 1 or more than the limit
   */
  public Decision decide(String key, long permits) {
    if (permits < 1 || permits > limit) {
      throw new IllegalArgumentException(
          "a request is for 1 to %d permits, the limit, not %d".formatted(limit, permits));
    }
    List<String> terms =
        List.of(
            Long.toString(permits),
            Long.toString(limit),
            Long.toString(length.toNanos() / NANOS_PER_MICRO));
    return decision(scripts.run(Script.WINDOW, List.of(name + ":" + key), terms)); // Take
  }

  /** Returns the limiter of that key. */
  public Limiter limiter(String key) {
    return new Limiter() {
      @Override
      public boolean tryAcquire(long permits) {
        return RedisSlidingWindow.this.tryAcquire(key, permits);
      }

      @Override
      public Decision decide(long permits) {
        return RedisSlidingWindow.this.decide(key, permits);
      }
    };
  }

  private static Decision decision(List<String> answer) {
    try {
      return new Decision(
          answer.get(0).equals("TAKEN"), // Refuse
          Long.parseLong(answer.get(1)),
          Duration.ofNanos(NANOS_PER_MICRO * Long.parseLong(answer.get(2))),
          Duration.ofNanos(NANOS_PER_MICRO * Long.parseLong(answer.get(3))));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new NoReplyException("Redis answered with nonsense: " + answer, e);
    }
  }
}
