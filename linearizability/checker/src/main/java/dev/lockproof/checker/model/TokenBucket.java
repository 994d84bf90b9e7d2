// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.model;

import static dev.lockproof.checker.model.Operand.DONE;
import static dev.lockproof.checker.model.Operand.INTEGER_OR_NONE;

import dev.lockproof.checker.history.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token bucket, full at first: holds at most {@code burst} permits and gains one each interval.
 * So in any window it admits at most {@code burst + window / interval}, and refuses nothing that it
 * could admit.
 *
 * <p>{@code acquire} and {@code tryAcquire} take a number of permits, null for one, and give true
 * or null when admitted, false when refused.
 *
 * <p>The bucket is kept as the time at which it will be full again. Admission of k permits moves
 * this time by k intervals, from the present if it has passed; it may then be at most {@code burst}
 * intervals ahead.
 *
 * <p>The limiter measures time by a clock of its own, which may drift from that of the history. So
 * there are two buckets, and each admission counts for both. One gains permits as fast as possible,
 * and admission needs its consent: that bounds what is admitted in any window. The other is as slow
 * as possible, and refusal needs its consent: in some window up to then, the permits admitted and
 * those wanted are more than it has. Without drift they are the same. The state is a set of zones,
 * as it may be unknown whether a bucket is full.
 */
public final class TokenBucket implements Model<Set<Zone>> {
  private static final Signature SIGNATURE =
      new Signature()
          .with("acquire", INTEGER_OR_NONE, DONE)
          .with("tryAcquire", INTEGER_OR_NONE, DONE);

  private static final int FAST = 0;
  private static final int SLOW = 1;

  private final long burst;
  private final long fastInterval;
  private final long slowInterval;

  /** Creates the model of a bucket of so many permits that gains one each interval. */
  public TokenBucket(long burst, long intervalNanos) {
    this(burst, intervalNanos, 0);
  }

  /** Creates the model of a bucket whose clock has a drift of at most so many millionths. */
  public TokenBucket(long burst, long intervalNanos, int driftPpm) {
    this.burst = burst;
    fastInterval = new Drift(driftPpm).less(intervalNanos);
    slowInterval = new Drift(driftPpm).more(intervalNanos);
  }

  /** Returns the number of permits that an operation asks for. */
  public static long permits(Operation operation) {
    return operation.input() instanceof Long number ? number : 1;
  }

  /** Returns the most permits that the bucket holds. */
  public long burst() {
    return burst;
  }

  /** Returns the least time in which it may gain a permit. */
  public long fastInterval() {
    return fastInterval;
  }

  /** Returns the greatest time in which it may gain a permit. */
  public long slowInterval() {
    return slowInterval;
  }

  @Override
  public Set<Zone> init() {
    return Set.of(Zone.start(2));
  }

  @Override
  public @Nullable Set<Zone> step(Set<Zone> zones, Operation operation) {
    long permits = permits(operation);
    var next = new HashSet<Zone>();
    for (Zone zone : zones) {
      Zone now = zone.later(operation.callTime(), operation.retTime());
      if (now != null) {
        next.addAll(OwnerMutex.isRefused(operation) ? refuse(now, permits) : admit(now, permits));
      }
    }
    return next.isEmpty() ? null : next;
  }

  private List<Zone> refuse(Zone now, long permits) {
    return permits > burst
        ? List.of(now)
        : list(now.ahead(SLOW, (burst - permits) * slowInterval + 1, Long.MAX_VALUE));
  }

  private List<Zone> admit(Zone now, long permits) {
    if (permits > burst) {
      return List.of();
    }
    return list(now.ahead(FAST, Long.MIN_VALUE, (burst - permits) * fastInterval)).stream()
        .flatMap(zone -> take(zone, FAST, permits * fastInterval).stream())
        .flatMap(zone -> take(zone, SLOW, permits * slowInterval).stream())
        .toList();
  }

  /** Moves the time at which a bucket is full, from the present if it has passed. */
  private static List<Zone> take(Zone zone, int bucket, long nanos) {
    var taken = new ArrayList<Zone>();
    list(zone.passed(bucket)).forEach(z -> taken.add(z.withDeadlineIn(bucket, nanos, nanos)));
    list(zone.pending(bucket)).forEach(z -> taken.add(z.withDeadlineMoved(bucket, nanos)));
    return taken;
  }

  private static List<Zone> list(@Nullable Zone zone) {
    return zone == null ? List.of() : List.of(zone);
  }

  @Override
  public @Nullable String defect(Operation operation) {
    boolean wrong =
        operation.input() instanceof Long number && (number <= 0 || number > Integer.MAX_VALUE);
    return wrong ? "a number of permits is from 1 to 2^31 - 1" : SIGNATURE.defect(operation);
  }

  @Override
  public String describe(Set<Zone> zones) {
    return "full again between "
        + zones.stream().mapToLong(z -> z.deadlineMin(FAST)).min().orElse(0)
        + " and "
        + zones.stream().mapToLong(z -> z.deadlineMax(SLOW)).max().orElse(0)
        + " ns";
  }
}
