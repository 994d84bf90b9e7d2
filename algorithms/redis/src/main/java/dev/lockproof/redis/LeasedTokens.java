// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import dev.lockproof.rate.Decision;
import dev.lockproof.rate.Limiter;
import dev.lockproof.rate.Rate;
import java.math.BigInteger;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/**
 * One node's part of a rate limit that many share: it draws several permits at once from a bucket
 * in Redis, and serves them without asking, for a while.
 *
 * <p><b>Assumptions.</b> Those of {@link RedisTokenBucket}. Besides, the clock of a node is at most
 * 1 % slower than the server's, and nothing suspends the host.
 *
 * <p><b>Guarantee.</b> The permits that all nodes together admit in any window of time are at most
 * burst + rate × length of the window, however many nodes there are. The bucket in Redis is smaller
 * than the burst by what the rate brings while permits may stay with a node: what was drawn before
 * a window and is served in it was drawn at most a stay before. A node refuses only what the bucket
 * refuses, or did and cannot have by now. A draw that gets no answer is lost, and never served.
 *
 * <p><b>Progress.</b> What is there is served lock-free. One thread of a node draws at a time, and
 * others that find nothing wait for it.
 *
 * <p><b>Memory consistency effects.</b> None that should be relied on.
 *
 * <p><b>Cost.</b> One reading of the clock and one compare-and-set; for each draw a round trip, or
 * a few when the bucket has less than a draw.
 *
 * <p><b>Limits.</b> Not fair, among nodes neither: what one has drawn another cannot have. Permits
 * are lost that are not asked for within the stay, at most a draw at a time; those with a node that
 * crashes, a draw; those left when a request is for more, which then draws anew. All nodes of a
 * name must agree on burst, rate and stay. Times are told as they were at the latest draw. A
 * request that draws may throw {@link dev.lockproof.lease.StoreException} or {@link
 * NoReplyException}.
 *
 * <p><b>Failure.</b> That of {@link RedisTokenBucket}. Nodes serve what they have drawn while the
 * server is away.
 *
 * <p><b>Evidence.</b> Claims {@code leased-tokens.*} in the report; mutants {@code Leased*}.
 */
public final class LeasedTokens implements Limiter {
  /*
   * Algorithm.
   *
   *   bucket in Redis  ---- Draw: n at once ----> held: n, until the stay is over ---- Serve
   *   burst - rate x stay   or less, if there          '---- Expire: no more time
   *                         is less                     '--- Forget: no answer, or a crash
   *
   * The stay of a draw begins when the clock is read before the request leaves (Ask): the server
   * takes the permits later than that, so they are served less than a stay after they were taken.
   * An admission takes effect when the clock is read for it. These are the actions of
   * models/specs/leased-tokens/LeasedTokens.tla and the labels below.
   *
   * Why the bound holds. What is served in a window was drawn in it, or less than a stay before. In
   * such a time the bucket gives at most its burst and rate x (length + stay), which is burst +
   * rate x length. By the clock of the server, a stay by that of the node is at most 1 % longer:
   * nodes take 1 % off. The server's times are whole microseconds, so a stay counts as one more.
   *
   * Access modes. The word left is changed by compare-and-set alone, and each permit with it; held
   * and refusal are volatile, written in the monitor of drawing.
   *
   * Rejected: a bound for each node (burst + nodes x draw), as nobody knows how many there are;
   * unused permits given back to the bucket, as an answer that is lost would give them twice.
   */

  private static final int DRIFT_PERCENT = 1;
  private static final String KEY = "tokens";
  private static final long NANOS_PER_MICRO = 1_000;

  private final RedisTokenBucket bucket;
  private final long draw;
  private final long stay;
  private final LongSupplier clock;
  private final ReentrantLock drawing = new ReentrantLock();

  /** What was drawn last. */
  private volatile DrawnTokens held;

  /** What the server refused last. */
  private volatile Refusal refusal;

  /**
   * Creates a node's part of that limit, with the clock of {@link System#nanoTime}.
   *
   * @param name what the key in Redis starts with
   * @param burst the permits that all nodes may admit at once
   * @param rate what comes in, for all nodes together
   * @param draw how many permits to draw at once
   * @param stay how long to serve them
   * @throws IllegalArgumentException if {@code burst} less what comes in during the stay is not at
   *     least one draw, if {@code draw} is less than 1 or {@code stay} less than a microsecond, or
   *     if a {@link RedisTokenBucket} could not be exact
   */
  public LeasedTokens(
      UnifiedJedis client, String name, long burst, Rate rate, long draw, Duration stay) {
    this(new JedisScripts(client), name, burst, rate, draw, stay, System::nanoTime);
  }

  /**
   * Creates a node's part on whatever runs the scripts, with a clock of its own, of nanoseconds
   * from any origin.
   *
   * @throws IllegalArgumentException likewise
   */
  public LeasedTokens(
      Scripts scripts,
      String name,
      long burst,
      Rate rate,
      long draw,
      Duration stay,
      LongSupplier clock) {
    if (stay.compareTo(Duration.ofNanos(NANOS_PER_MICRO)) < 0
        || stay.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("permits stay from a microsecond to a day, not " + stay);
    }
    long inBucket = burst - meanwhile(rate, stay.plusNanos(NANOS_PER_MICRO));
    if (draw < 1 || draw > inBucket) {
      throw new IllegalArgumentException(
          "a draw is from 1 to %d permits, the burst less what comes in during the stay, not %d"
              .formatted(inBucket, draw));
    }
    this.bucket = new RedisTokenBucket(scripts, name, inBucket, rate);
    this.draw = draw;
    this.stay = stay.toNanos() / 100 * (100 - DRIFT_PERCENT);
    this.clock = clock;
    long now = clock.getAsLong();
    held = new DrawnTokens(0, now, now);
    refusal = new Refusal(Long.MAX_VALUE, now, now);
  }

  /** Returns how many permits come in while others stay, rounded up. */
  private static long meanwhile(Rate rate, Duration stay) {
    BigInteger period = BigInteger.valueOf(rate.period().toNanos());
    return BigInteger.valueOf(rate.permits())
        .multiply(BigInteger.valueOf(stay.toNanos()))
        .add(period.subtract(BigInteger.ONE))
        .divide(period)
        .min(BigInteger.valueOf(Long.MAX_VALUE))
        .longValueExact();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if {@code permits} is less than 1 or more than a draw
   */
  @Override
  public boolean tryAcquire(long permits) {
    check(permits);
    return held.serve(permits, clock) >= 0 || decide(permits).allowed();
  }

  /**
   * {@inheritDoc}
   *
   * <p>What remains is with this node; the times are those of the latest draw.
   *
   * @throws IllegalArgumentException likewise
   */
  @Override
  public Decision decide(long permits) {
    check(permits);
    Decision decision = here(permits);
    if (decision != null) {
      return decision;
    }
    drawing.lock();
    try {
      decision = here(permits); // somebody else has drawn meanwhile
      return decision != null ? decision : draw(permits);
    } finally {
      drawing.unlock();
    }
  }

  private void check(long permits) {
    if (permits < 1 || permits > draw) {
      throw new IllegalArgumentException(
          "a request is for 1 to %d permits, a draw, not %d".formatted(draw, permits));
    }
  }

  /** Decides without the server, if that can be. */
  private @Nullable Decision here(long permits) {
    DrawnTokens mine = held;
    long left = mine.serve(permits, clock);
    if (left >= 0) {
      return decision(true, left, 0, mine.full() - clock.getAsLong());
    }
    Refusal last = refusal;
    long wait = last.end - clock.getAsLong();
    return permits < last.permits || wait <= 0
        ? null
        : decision(false, 0, wait, wait + last.full - last.end);
  }

  /** Draws as many as a draw, or as there are, if that is enough. */
  private Decision draw(long permits) {
    long many = draw;
    while (true) {
      long asked = clock.getAsLong(); // Ask
      Decision decision = bucket.decide(KEY, many); // Draw
      long full = asked + decision.resetAfter().toNanos();
      if (decision.allowed()) {
        held = new DrawnTokens(many - permits, asked + stay, full); // Answer
        return decision(true, many - permits, 0, decision.resetAfter().toNanos());
      }
      if (many == permits) { // Refuse
        refusal = new Refusal(permits, asked + decision.retryAfter().toNanos(), full);
        return decision(false, 0, decision.retryAfter().toNanos(), decision.resetAfter().toNanos());
      }
      many = Math.max(permits, Math.min(many - 1, decision.remaining()));
    }
  }

  private static Decision decision(boolean allowed, long left, long retry, long reset) {
    return new Decision(
        allowed, left, Duration.ofNanos(retry), Duration.ofNanos(Math.max(retry, reset)));
  }

  /** The server has too few for so many permits until the end, and is full at that time. */
  private record Refusal(long permits, long end, long full) {}
}
