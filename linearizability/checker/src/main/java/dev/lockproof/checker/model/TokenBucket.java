// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.model;

import static dev.lockproof.checker.model.Operand.DONE;
import static dev.lockproof.checker.model.Operand.INTEGER_OR_NONE;

import dev.lockproof.checker.history.Operation;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token bucket, full at first: holds at most {@code burst} permits and gains one each interval,
 * by the clock of the history. So in any window it admits at most {@code burst + window /
 * interval}, and refuses nothing that it could admit.
 *
 * <p>{@code acquire} and {@code tryAcquire} take a number of permits, null for one, and give true
 * or null when admitted, false when refused.
 *
 * <p>The bucket is kept as the time at which it will be full again. Admission of k permits moves
 * this time by k intervals, from the present if it has passed; it may then be at most {@code burst}
 * intervals ahead. The state is a set of zones, as it may be unknown whether the time has passed.
 */
public final class TokenBucket implements Model<Set<Zone>> {
  private static final Signature SIGNATURE =
      new Signature()
          .with("acquire", INTEGER_OR_NONE, DONE)
          .with("tryAcquire", INTEGER_OR_NONE, DONE);

  private final long burst;
  private final long interval;

  /** Creates the model of a bucket of so many permits that gains one each interval. */
  public TokenBucket(long burst, long intervalNanos) {
    this.burst = burst;
    interval = intervalNanos;
  }

  @Override
  public Set<Zone> init() {
    return Set.of(Zone.START);
  }

  @Override
  public @Nullable Set<Zone> step(Set<Zone> zones, Operation operation) {
    long permits = operation.input() instanceof Long number ? number : 1;
    boolean refused = OwnerMutex.isRefused(operation);
    long room = (burst - permits) * interval;
    var next = new HashSet<Zone>();
    for (Zone zone : zones) {
      Zone now = zone.later(operation.callTime(), operation.retTime());
      Zone full = now == null ? null : now.passed();
      Zone filling = now == null ? null : now.pending();
      if (full != null && refused == room < 0) {
        next.add(refused ? full : full.withDeadlineIn(permits * interval));
      }
      if (filling != null) {
        filling =
            refused
                ? filling.ahead(Math.max(1, room + 1), Long.MAX_VALUE / 2)
                : filling.ahead(1, room);
      }
      if (filling != null) {
        next.add(refused ? filling : filling.withDeadlineMoved(permits * interval));
      }
    }
    return next.isEmpty() ? null : next;
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
        + zones.stream().mapToLong(Zone::deadlineMin).min().orElse(0)
        + " and "
        + zones.stream().mapToLong(Zone::deadlineMax).max().orElse(0)
        + " ns";
  }
}
