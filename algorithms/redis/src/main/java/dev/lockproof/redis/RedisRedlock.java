// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import dev.lockproof.lease.Lease;
import dev.lockproof.lease.LeaseHandle;
import dev.lockproof.lease.LeaseTerms;
import dev.lockproof.lease.LeaseTimer;
import dev.lockproof.lease.LeaseUnknownException;
import dev.lockproof.lease.Leases;
import dev.lockproof.lease.RedlockRound;
import dev.lockproof.lease.Release;
import dev.lockproof.lease.Renewal;
import dev.lockproof.lease.Renewer;
import dev.lockproof.lease.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Leases granted by a majority of independent Redis servers: Redlock. Use for efficiency, not for
 * safety.
 *
 * <p>{@link RedlockRound} is the algorithm; this carries it out. Where the resource can check a
 * fencing token, {@link RedisFencedLeases} is the better choice.
 *
 * <p><b>Assumptions.</b> The servers are independent: none is a replica of another, and no two
 * addresses lead to the same one. Their clocks and the holder's differ in rate by no more than the
 * {@linkplain LeaseTerms#drift drift}; they count in wall time, so nobody steps them. The holder's
 * host is not suspended. What a server acknowledged it keeps: it writes to disk before it answers,
 * or stays down for the longest time-to-live after a crash.
 *
 * <p><b>Guarantee.</b> At any instant at most one lease of a resource is held by its own {@code
 * isHeld}. A round or an extension that completes after its validity grants nothing. Release and
 * extension touch the caller's own lease only; extension never re-creates and never shortens it.
 * Every server is asked to release. Nothing keeps a resource longer than the time-to-live.
 *
 * <p><b>Progress.</b> Deadlock-free, as every lease expires. Those who wait in one process are
 * served in the order in which they came; not starvation-free, as processes poll, and several that
 * ask together may each get a minority. A majority of the servers is enough; one that is slow or
 * gone delays a round by the {@linkplain Instances#servers patience} at most, and soon not at all.
 *
 * <p><b>Memory consistency effects.</b> None between holders: they meet in the resource.
 *
 * <p><b>Cost.</b> One round trip to all servers at once, each to grant, extend and release; callers
 * that ask at the same time share it. Of those who wait for a resource in one process, one asks,
 * and again after 1 to 128 ms.
 *
 * <p><b>Limits.</b> Not fenced, not reentrant, not fair, not renewed by itself: see {@link
 * dev.lockproof.lease.LeaseKeeper}. Redis 5 or later.
 *
 * <p><b>Failure.</b> A holder that is paused, or cut off, after it last looked acts without a lease
 * until it looks again, and nothing stops it. If a server's clock jumps, or if it comes back
 * without its data, it may complete a second majority: two hold the lease.
 *
 * <p><b>Evidence.</b> Claims {@code redlock.*} in the report; mutants {@code Redlock*}.
 */
public final class RedisRedlock implements Leases<Lease> {
  /*
   * Key, on every server:   prefix:lease:<resource>    string, expires    the owner
   *
   * An owner is a fresh name for each request, so a release, or an extension, of a request that was
   * given up finds nothing of a later one.
   */

  private final Instances instances;
  private final LeaseKeys keys;
  private final LeaseTerms terms;
  private final LongSupplier clock;
  private final LeaseTimer timer;
  private final Supplier<String> owners;
  private final Lines lines;
  private final Renewer renewer = Renewer.oneByOne();

  RedisRedlock(RedisRedlockBuilder builder) {
    instances = builder.instances;
    keys = builder.keys;
    terms = builder.terms;
    clock = builder.clock;
    timer = builder.timer;
    owners = builder.owners;
    lines = builder.lines();
  }

  /** Returns a builder of leases on those instances, which stay open. */
  public static RedisRedlockBuilder builder(Instances instances) {
    return new RedisRedlockBuilder(instances);
  }

  @Override
  public Optional<Lease> tryAcquire(String resource, Duration timeToLive) {
    return Asking.answer(tryAcquireAsync(resource, timeToLive));
  }

  /**
   * Asks as {@link #tryAcquire} does and does not wait where the instances can do without. Its
   * exceptions are those of the stage.
   */
  public CompletionStage<Optional<Lease>> tryAcquireAsync(String resource, Duration timeToLive) {
    var request = new Request(resource, timeToLive);
    request.send();
    return request.outcome;
  }

  @Override
  public Lease acquire(String resource, Duration timeToLive, Duration maxWait)
      throws InterruptedException {
    long millis = terms.millis(timeToLive);
    return lines.acquire(
        resource,
        keys.lease(resource),
        maxWait,
        () -> new Attempt<>(tryAcquire(resource, timeToLive), millis));
  }

  /** A request for a lease: a round, and a release unless it is granted. */
  private final class Request {
    private final String resource;
    private final long millis;
    private final List<String> key;
    private final String owner;
    private final CompletableFuture<Optional<Lease>> outcome = new CompletableFuture<>();
    private long sent;

    Request(String resource, Duration timeToLive) {
      this.resource = resource;
      this.key = List.of(keys.lease(resource));
      this.millis = terms.millis(timeToLive);
      this.owner = owners.get();
    }

    void send() {
      List<String> arguments = List.of(owner, Long.toString(millis));
      sent = clock.getAsLong();
      RedlockRound round = RedlockRound.begin(instances.count(), terms, millis, sent);
      instances.ask(round, Script.GRANT_PLAIN, key, arguments, this::answered);
    }

    private void answered(Supplier<RedlockRound> reply) {
      try {
        RedlockRound round = reply.get();
        RedlockRound.Decision decision = round.decide(clock.getAsLong());
        if (decision == RedlockRound.Decision.GRANTED) {
          var lease = new GrantedLease(this, round);
          lease.start();
          outcome.complete(Optional.of(lease));
        } else {
          RedlockRound release = round.release(clock.getAsLong());
          instances.ask(
              release,
              Script.RELEASE,
              key,
              List.of(owner),
              freed -> notGranted(round, decision, freed));
        }
      } catch (RuntimeException e) {
        outcome.completeExceptionally(e);
      }
    }

    private void notGranted(
        RedlockRound round, RedlockRound.Decision decision, Supplier<RedlockRound> freed) {
      try {
        var unused = freed.get();
      } catch (RuntimeException e) {
        outcome.completeExceptionally(e);
        return;
      }
      switch (decision) {
        case FAILED ->
            outcome.completeExceptionally(
                new StoreException(
                    "no majority of the servers could be asked: " + round.answers()));
        case UNKNOWN ->
            outcome.completeExceptionally(
                new LeaseUnknownException(
                    resource,
                    owner,
                    terms.latestExpiry(millis),
                    new NoReplyException(
                        "no majority of the servers answered: " + round.answers())));
        default -> outcome.complete(Optional.empty());
      }
    }
  }

  /** A lease of a majority. */
  private final class GrantedLease extends LeaseHandle {
    private final List<String> key;
    private final String owner;
    private final RedlockRound granted;

    GrantedLease(Request request, RedlockRound granted) {
      super(request.resource, request.sent, request.millis, terms, clock, timer);
      this.key = request.key;
      this.owner = request.owner;
      this.granted = granted;
    }

    void start() {
      watch();
    }

    @Override
    protected void requestRenewal(long millis, Consumer<Supplier<Renewal>> then) {
      RedlockRound round = granted.extend(terms, millis, clock.getAsLong());
      instances.ask(
          round,
          Script.RENEW,
          key,
          List.of(owner, Long.toString(millis)),
          reply -> then.accept(() -> reply.get().decide(clock.getAsLong()).renewal()));
    }

    @Override
    protected Renewer renewer() {
      return renewer;
    }

    @Override
    protected void requestRelease(Consumer<Supplier<Release>> then) {
      RedlockRound round = granted.release(clock.getAsLong());
      instances.ask(
          round,
          Script.RELEASE,
          key,
          List.of(owner),
          reply -> then.accept(() -> reply.get().decide(clock.getAsLong()).release()));
    }
  }
}
