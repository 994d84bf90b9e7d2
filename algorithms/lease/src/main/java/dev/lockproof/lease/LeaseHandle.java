// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The holder's side of a lease: the part that is the same for every store.
 *
 * <p><b>Assumptions.</b> The clock is monotonic and goes on counting while the process is paused;
 * the host is never suspended. The store keeps the terms of {@link LeaseTerms}.
 *
 * <p><b>Guarantee.</b> The lease ends once and for ever: whoever saw it ended never sees it held.
 * It is marked as ended before the request to free the resource is sent. The deadline counts from
 * before the request that granted or renewed, and the latest of concurrent renewals wins. {@link
 * #lost} completes once.
 *
 * <p><b>Progress.</b> Lock-free between requests; a second {@link #release} waits for the first.
 *
 * <p><b>Memory consistency effects.</b> What precedes a change of this lease happens-before what
 * follows a look that finds it.
 *
 * <p><b>Cost.</b> A volatile read and a clock read to look; one compare-and-set per change; one
 * request per renewal and one for all releases; one task in the timer.
 *
 * <p><b>Limits.</b> Not renewed by itself: see {@link LeaseKeeper}. If the timer fails, {@link
 * #lost} waits for a look.
 *
 * <p><b>Failure.</b> A holder that was paused after it looked may go on for as long as it likes.
 * Only a {@link Guard} stops it.
 *
 * <p><b>Evidence.</b> Claim {@code redis-lease.handle} in the report.
 */
public abstract class LeaseHandle implements Lease {
  /*
   * LeaseState is the protocol; this is its shell. A step reads the state, then the clock, and
   * installs the next state by compare-and-set. A lease that is found expired is marked before
   * anybody is told; if the mark fails because a renewal came first, the step starts again. Whoever
   * installs a state performs its effects, so each is performed once.
   *
   * The store is asked before the end is announced: a dependent of lost() that calls release()
   * finds the answer there and does not wait for its own thread, if the store answers at once.
   *
   * A store hands over its reply when it has it: before its method returns, or later and on another
   * thread. What follows is the same step either way, so nothing here waits, but renew and release
   * for their callers.
   */

  private static final VarHandle STATE =
      ConstantBootstraps.fieldVarHandle(
          MethodHandles.lookup(), "state", VarHandle.class, LeaseHandle.class, LeaseState.class);

  private final String resource;
  private final long grantedMillis;
  private final LeaseTerms terms;
  final LongSupplier clock;
  private final LeaseTimer timer;
  private final CompletableFuture<Release> answer = new CompletableFuture<>();
  final News news = new News();

  /** What the holder knows; changed by {@code step} only. */
  private volatile LeaseState state;

  /** Cancels the task that waits for the deadline. */
  private volatile Runnable cancel = () -> {};

  /** Creates a lease that was granted for so many milliseconds to a request sent at that time. */
  protected LeaseHandle(
      String resource,
      long sent,
      long millis,
      LeaseTerms terms,
      LongSupplier clock,
      LeaseTimer timer) {
    this.resource = resource;
    this.grantedMillis = millis;
    this.terms = terms;
    this.clock = clock;
    this.timer = timer;
    state = LeaseState.granted(terms.deadline(sent, millis));
  }

  /**
   * Asks the store to renew, if the lease is still this one, and hands over the reply, once. An
   * exception of the reply means that there is no answer.
   */
  protected abstract void requestRenewal(long millis, Consumer<Supplier<Renewal>> then);

  /** Asks the store to free the resource, if it still has this lease; likewise. */
  protected abstract void requestRelease(Consumer<Supplier<Release>> then);

  /** Returns what renews leases of this store for a keeper: the same object for all of them. */
  protected abstract Renewer renewer();

  /** Returns for how many milliseconds it was granted. */
  public final long grantedMillis() {
    return grantedMillis;
  }

  /** Arranges for the end to be announced on time; called once, by the store that granted. */
  protected final void watch() {
    LeaseState current = step(LeaseState.LOOK);
    if (current.isHeld()) {
      cancel = timer.after(current.deadline() - clock.getAsLong(), this::watch);
      if (!state.isHeld()) {
        cancel.run();
      }
    }
  }

  @Override
  public final String resource() {
    return resource;
  }

  @Override
  public final Duration remaining() {
    LeaseState current = step(LeaseState.LOOK);
    long left = current.isHeld() ? current.deadline() - clock.getAsLong() : 0;
    return Duration.ofNanos(Math.max(0, left));
  }

  @Override
  public final boolean isHeld() {
    return step(LeaseState.LOOK).isHeld();
  }

  @Override
  public final void checkHeld() {
    LossReason reason = step(LeaseState.LOOK).loss();
    if (reason != null) {
      throw new LeaseLostException(resource, reason);
    }
  }

  @Override
  public final CompletionStage<LossReason> lost() {
    return news.lost();
  }

  @Override
  public final Renewal renew(Duration timeToLive) {
    return renewAsync(timeToLive).toCompletableFuture().join();
  }

  /** Renews as {@link #renew} does, without waiting where the store can do without. */
  public final CompletionStage<Renewal> renewAsync(Duration timeToLive) {
    var renewal = new CompletableFuture<Renewal>();
    long millis = terms.millis(timeToLive);
    if (!isHeld()) {
      renewal.complete(Renewal.LOST);
      return renewal;
    }
    long sent = clock.getAsLong(); // Renew
    requestRenewal(
        millis,
        reply -> renewal.complete(answered(confirmed(reply, Renewal.UNKNOWN), sent, millis)));
    return renewal;
  }

  @Override
  public final Release release() {
    step(LeaseState.RELEASE);
    return answer.join();
  }

  /** Releases as {@link #release} does, without waiting where the store can do without. */
  public final CompletionStage<Release> releaseAsync() {
    step(LeaseState.RELEASE);
    return answer.minimalCompletionStage();
  }

  @Override
  public final void close() {
    release();
  }

  @Override
  public String toString() {
    return "lease of '" + resource + "', " + state;
  }

  /** Takes the answer to a renewal that was sent at that time; returns what it comes to. */
  final Renewal answered(Renewal answer, long sent, long millis) {
    Renewal outcome =
        switch (answer) {
          case RENEWED -> afterRenewal(LeaseState.renewed(terms.deadline(sent, millis)));
          case LOST -> afterRenewal(LeaseState.GONE);
          case UNKNOWN -> Renewal.UNKNOWN;
        };
    news.renewed(outcome, clock.getAsLong() - sent);
    return outcome;
  }

  private Renewal afterRenewal(LeaseState.Event event) {
    return step(event).isHeld() ? Renewal.RENEWED : Renewal.LOST;
  }

  private LeaseState step(LeaseState.Event event) {
    while (true) {
      LeaseState before = state;
      LeaseState after = before.step(clock.getAsLong(), event);
      if (after.equals(before) || STATE.compareAndSet(this, before, after)) {
        perform(before, after);
        return after;
      }
    }
  }

  private void perform(LeaseState before, LeaseState after) {
    if (before.isHeld() && !after.isHeld()) {
      news.leaveKeeper();
    }
    if (after.releasing() && !before.releasing()) {
      requestRelease(
          reply -> {
            Release confirmed = confirmed(reply, Release.UNKNOWN);
            answer.complete(after.outcome(clock.getAsLong(), confirmed));
          });
    }
    if (before.isHeld() && !after.isHeld()) {
      cancel.run();
      news.lost(Objects.requireNonNull(after.loss()));
    }
  }

  private <T> T confirmed(Supplier<T> reply, T unknown) {
    try {
      return reply.get();
    } catch (RuntimeException e) {
      System.getLogger(LeaseHandle.class.getName())
          .log(System.Logger.Level.DEBUG, this::toString, e);
      return unknown;
    }
  }
}
