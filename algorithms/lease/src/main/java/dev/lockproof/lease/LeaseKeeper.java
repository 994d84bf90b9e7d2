// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Keeps any number of leases renewed, each until it is released, lost, or kept for long enough.
 *
 * <p>The protocol of each lease is {@code Keeping}. Batching many in one request is common practice
 * since the session keep-alive of Chubby (Burrows, 2006), where one request keeps all of a client.
 *
 * <p><b>Assumptions.</b> The clock is monotonic. Timer and executors run what they are given, soon
 * enough for a request and its answer within a time-to-live.
 *
 * <p><b>Guarantee.</b> While a renewal is answered within every validity, a kept lease does not
 * end. Nothing is renewed that has been seen to have ended: a release takes the lease out before
 * the store is asked to free it, and what was never granted is not known here. A lease is let go,
 * and expires after a time-to-live, when it was kept for as long as was said. A failure is never
 * the last attempt; the lease that is lost all the same says so through {@link Lease#lost}.
 *
 * <p><b>Progress.</b> Stores do not wait for each other, nor for whoever is told of a loss. Within
 * a store, leases that share a request share its fate, once: they are asked for in ever smaller
 * ones until it is answered.
 *
 * <p><b>Memory consistency effects.</b> Those of {@link LeaseHandle}.
 *
 * <p><b>Cost.</b> Three renewals for each lease and time-to-live, up to {@link Renewer#most} of
 * them in one request; O(log n) to keep and to let go. No thread for each lease: one timer, and a
 * thread for each request that waits for its store, at most 16 for a store.
 *
 * <p><b>Limits.</b> A lease is kept once, by one keeper, for the time-to-live that it was granted
 * for. A request without an answer keeps its thread until the client of the store gives it up, so
 * the client's time-out should be well below a third of the time-to-live. It says nothing about the
 * work: that hangs, and its lease is renewed until the bound.
 *
 * <p><b>Failure.</b> A holder that is paused for longer than the validity has lost its lease, and
 * goes on until it looks, or until a {@link Guard} stops it.
 *
 * <p><b>Evidence.</b> Claims {@code lease-keeper.*} in the report; mutants {@code Keeper*}.
 */
public final class LeaseKeeper implements AutoCloseable {
  /*
   * A line for each store: leases in the order in which they are due, one timer, and at most so
   * many requests without an answer. A store that hangs fills the places of its own line only.
   *
   * Threads. The timer only picks what is due. Requests are sent, and their replies taken, on one
   * executor; losses are told on another, so that dependents of lost() may take as long as they
   * like.
   */

  private final LongSupplier clock;
  private final LeaseTimer timer;
  private final Executor sending;
  private final Executor telling;
  private final Runnable closing;
  private final Map<Renewer, Line> lines = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private volatile boolean isClosed;

  /**
   * Creates a keeper on what others own.
   *
   * @param clock monotonic nanoseconds
   * @param timer runs what is short
   * @param sending runs requests, several at a time; a store that waits for its reply waits here
   * @param telling runs the dependents of {@link Lease#lost}, other than of a release
   */
  public LeaseKeeper(LongSupplier clock, LeaseTimer timer, Executor sending, Executor telling) {
    this(clock, timer, sending, telling, () -> {});
  }

  LeaseKeeper(
      LongSupplier clock, LeaseTimer timer, Executor sending, Executor telling, Runnable closing) {
    this.clock = clock;
    this.timer = timer;
    this.sending = sending;
    this.telling = telling;
    this.closing = closing;
  }

  /** Returns a keeper with threads of its own, which it starts when they are needed. */
  public static LeaseKeeper create() {
    return new KeeperThreads().keeper();
  }

  /**
   * Keeps a lease renewed from now on, and tells its loss on the executor of this keeper.
   *
   * @param atMost how long to keep it; once that is over it is renewed no more, and expires
   * @return the lease
   * @throws IllegalArgumentException if the lease is not a {@link LeaseHandle}, or if the bound is
   *     not positive
   * @throws IllegalStateException if the lease is kept already, or if this keeper is closed
   */
  public <L extends Lease> L keep(L lease, Duration atMost) {
    if (!(lease instanceof LeaseHandle handle)) {
      throw new IllegalArgumentException("not a lease of a store, so not to be kept: " + lease);
    }
    if (atMost.isZero()) {
      throw new IllegalArgumentException("a lease is to be kept for some time, not " + atMost);
    }
    long bound = LeaseTerms.waitNanos(atMost);
    if (isClosed) {
      throw new IllegalStateException("the keeper is closed");
    }
    long timeToLive = Duration.ofMillis(handle.grantedMillis()).toNanos();
    long now = clock.getAsLong();
    long left = handle.remaining().toNanos();
    Keeping keeping = Keeping.of(now, now + left, timeToLive, bound);
    var kept = new Kept(handle, this, numbers.getAndIncrement(), keeping);
    handle.news.keepBy(kept);
    lines.compute(
        handle.renewer(),
        (renewer, line) -> {
          Line its = line == null ? new Line(renewer, clock, timer, sending) : line;
          its.add(kept);
          return its;
        });
    if (isClosed || !handle.isHeld()) {
      drop(kept);
    }
    return lease;
  }

  /** Forgets a lease; the line of a store that has none is forgotten, too. */
  void drop(Kept kept) {
    var unused =
        lines.computeIfPresent(
            kept.lease.renewer(), (renewer, line) -> line.remove(kept) ? null : line);
  }

  Executor telling() {
    return telling;
  }

  /** Returns how many leases are kept. */
  public int size() {
    return lines.values().stream().mapToInt(Line::size).sum();
  }

  /** Renews nothing any more: what is held expires unless it is released. Throws nothing. */
  @Override
  public void close() {
    isClosed = true;
    lines.values().forEach(Line::clear);
    lines.clear();
    closing.run();
  }

  @Override
  public String toString() {
    return "keeper of " + size() + " leases";
  }
}
