// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import dev.lockproof.rate.Limiter;
import dev.lockproof.rate.Rate;
import dev.lockproof.redis.LeasedTokens;
import dev.lockproof.redis.RedisSlidingWindow;
import dev.lockproof.redis.RedisTokenBucket;
import dev.lockproof.redis.Script;
import dev.lockproof.redis.Scripts;
import dev.lockproof.simulation.Admissions.Bound;
import dev.lockproof.simulation.Scenario.Protocol;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The terms of a limiter, which all callers agree on.
 *
 * @param most how many permits a request may be for, and the server has at most
 * @param burst how many permits may be admitted at once
 * @param stay how long a node serves what it has drawn
 */
record LimiterTerms(Protocol protocol, long most, long burst, Duration stay) {
  /** Permits come in at times that are no whole microseconds. */
  private static final Rate RATE = new Rate(7, Duration.ofSeconds(1));

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final Duration LENGTH = Duration.ofMillis(400);
  private static final int MOST = 3;
  private static final String NAME = "limiter";

  /** How much longer than it should be a time is by a clock that is slow, as it may be: 1.1 %. */
  private static final double SLOW = 0.011;

  /** Returns terms of that limiter: nodes keep what they have for a short or a long time. */
  static LimiterTerms of(Protocol protocol, Schedule schedule) {
    boolean isLong = protocol == Protocol.LEASED && schedule.below(2) == 1;
    Duration stay = Duration.ofMillis(isLong ? 600 : 100);
    long meanwhile = isLong ? 5 : 1; // what comes in during the stay, rounded up
    return new LimiterTerms(
        protocol, MOST, MOST + (protocol == Protocol.LEASED ? meanwhile : 0), stay);
  }

  boolean isLeased() {
    return protocol == Protocol.LEASED;
  }

  /** Returns whether a clock that goes back counts as one that stands still. */
  boolean standsStill() {
    return protocol == Protocol.WINDOW;
  }

  /** Returns the limiter of that key, on those scripts. */
  Limiter limiter(Scripts scripts, String key, LongSupplier clock) {
    return switch (protocol) {
      case BUCKET -> new RedisTokenBucket(scripts, NAME, burst, RATE).limiter(key);
      case WINDOW -> new RedisSlidingWindow(scripts, NAME, burst, LENGTH).limiter(key);
      default -> new LeasedTokens(scripts, NAME, burst, RATE, most, stay, clock);
    };
  }

  /** Returns the bound on what the server takes. */
  Bound onServer() {
    return protocol == Protocol.WINDOW
        ? (permits, micros) -> micros >= LENGTH.toNanos() / 1_000 || permits <= most
        : bucket(most);
  }

  /** Returns the bound on what all nodes admit. */
  Bound everywhere() {
    return bucket(burst);
  }

  private static Bound bucket(long burst) {
    return (permits, micros) -> (permits - burst) * MICROS_PER_SECOND <= RATE.permits() * micros;
  }

  /** Returns by how many microseconds a node may take a refusal to last too long. */
  long drift() {
    return (long) (SLOW * most * MICROS_PER_SECOND / RATE.permits());
  }

  /** Returns how many permits a script was asked for. */
  static long permits(Operation operation) {
    long wanted = Long.parseLong(operation.arguments().get(0));
    return operation.script() == Script.WINDOW
        ? wanted
        : wanted / Long.parseLong(operation.arguments().get(2));
  }
}
