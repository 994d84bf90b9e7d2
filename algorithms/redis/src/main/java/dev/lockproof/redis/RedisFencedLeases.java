// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import dev.lockproof.lease.FencedLease;
import dev.lockproof.lease.FencingToken;
import dev.lockproof.lease.LeaseTerms;
import dev.lockproof.lease.LeaseTimer;
import dev.lockproof.lease.LeaseUnknownException;
import dev.lockproof.lease.Leases;
import dev.lockproof.lease.Renewer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/**
 * Fenced leases on one Redis server, or on the server of each slot of a Redis cluster.
 *
 * <p>The lease of Gray and Cheriton (1989) with the fencing token of Kleppmann, <i>How to do
 * distributed locking</i> (2016), issued by the script that grants.
 *
 * <p><b>Assumptions.</b> The server's clock and the holder's differ in rate by no more than the
 * {@linkplain LeaseTerms#drift drift}; the server counts in wall time, so nobody steps its clock.
 * The holder's host is not suspended. What the server acknowledged it keeps: it writes to disk
 * before it answers, and no fail-over loses a write. What the lease protects is behind a {@link
 * dev.lockproof.lease.Guard} that is raised before the first read.
 *
 * <p><b>Guarantee.</b> At any instant at most one lease of a resource is held by its own {@code
 * isHeld}. Successive grants carry increasing tokens. With the guard, accesses are admitted in the
 * order of the grants. Release and renewal touch the caller's own lease only; renewal never
 * re-creates and never shortens it. A grant whose reply is lost is reported as unknown. Nothing
 * keeps a resource longer than the time-to-live.
 *
 * <p><b>Progress.</b> Deadlock-free, as every lease expires. Those who wait in one process are
 * served in the order in which they came; not starvation-free, as processes are served in none.
 *
 * <p><b>Memory consistency effects.</b> None between holders: they meet in the resource.
 *
 * <p><b>Cost.</b> One round trip and one script each to grant, renew and release. Of those who wait
 * for a resource in one process, one asks, when it hears of a release, and now and then: a
 * connection of the client and a thread listen while somebody waits, and a second longer. One
 * persistent counter per hash slot in use.
 *
 * <p><b>Limits.</b> Not reentrant, not fair among processes, not renewed by itself: see {@link
 * dev.lockproof.lease.LeaseKeeper}. Redis 5 or later.
 *
 * <p><b>Failure.</b> A holder that is paused, or cut off, beyond its deadline may go on writing
 * until the guard stops it, and does not know until it looks. A server that comes back without its
 * data grants again at once; its tokens then belong to another incarnation, which guards refuse.
 *
 * <p><b>Evidence.</b> Claims {@code redis-lease.*} and {@code lease-line.*} in the report; mutants
 * {@code Redis*} and {@code Line*}.
 */
public final class RedisFencedLeases implements Leases<FencedLease> {
  /*
   * Keys.
   *
   *   prefix:lease:<resource>    string, expires     the owner: a fresh name per request
   *   prefix:token:{<tag>}       hash, for ever      incarnation, token; same hash slot
   *
   * Steps in the server, each one script: Grant, Extend (renew.lua), Free (release.lua). Steps in
   * the holder: Acquire, then Hold, Miss or Cut; Renew, then Renewed or Gone; Release; see
   * LeaseState. These are the actions of models/specs/redis-lease/RedisFencedLeases.tla.
   *
   * Why at most one is held. While the lease key has an owner, Grant gives it to nobody else. The
   * server counts the time-to-live from the script, the holder from before it sent the request, and
   * stops earlier by drift and margin; so the holder's deadline comes first. Release ends the lease
   * for the holder before the server frees it. A renewal moves the server's deadline before the
   * holder's, and never backwards, so one whose reply is lost does no harm.
   *
   * Why tokens increase. The counter moves in the step that grants, and never expires.
   */

  final Scripts scripts;
  private final LeaseKeys keys;
  final LeaseTerms terms;
  final LongSupplier clock;
  final LeaseTimer timer;
  private final Supplier<String> owners;
  private final Lines lines;
  final Renewer renewer;

  RedisFencedLeases(RedisFencedLeasesBuilder builder) {
    scripts = builder.scripts;
    keys = builder.keys;
    terms = builder.terms;
    clock = builder.clock;
    timer = builder.timer;
    owners = builder.owners;
    lines = builder.lines();
    renewer = new ManyRenewals(scripts);
  }

  /** Returns a builder of leases on the server, or cluster, of that client, which stays open. */
  public static RedisFencedLeasesBuilder builder(UnifiedJedis client) {
    return builder(new JedisScripts(client)).notices(LeasesBuilder.heard(client));
  }

  /** Returns a builder of leases on whatever runs the scripts. */
  public static RedisFencedLeasesBuilder builder(Scripts scripts) {
    return new RedisFencedLeasesBuilder(scripts);
  }

  @Override
  public Optional<FencedLease> tryAcquire(String resource, Duration timeToLive) {
    return Asking.answer(tryAcquireAsync(resource, timeToLive));
  }

  /**
   * Asks as {@link #tryAcquire} does and does not wait where the {@linkplain Scripts#send scripts}
   * can do without. Its exceptions are those of the stage.
   */
  public CompletionStage<Optional<FencedLease>> tryAcquireAsync(
      String resource, Duration timeToLive) {
    var request = new Request(resource, timeToLive);
    request.send();
    return request.outcome;
  }

  @Override
  public FencedLease acquire(String resource, Duration timeToLive, Duration maxWait)
      throws InterruptedException {
    long unused = terms.millis(timeToLive); // a bad one must not wait to be told so
    return lines.acquire(
        resource, keys.lease(resource), maxWait, () -> new Request(resource, timeToLive).attempt());
  }

  /** A request for a lease, from Acquire to Hold, Miss or Cut. */
  final class Request {
    final String resource;
    final long millis;
    final List<String> leaseAndCounter;
    final String owner;
    private final CompletableFuture<Optional<FencedLease>> outcome = new CompletableFuture<>();
    long sent;
    private long taken; // milliseconds at most, known before the outcome

    Request(String resource, Duration timeToLive) {
      this.resource = resource;
      this.leaseAndCounter = keys.of(resource);
      this.millis = terms.millis(timeToLive);
      this.taken = millis;
      this.owner = owners.get();
    }

    void send() {
      List<String> arguments = List.of(owner, Long.toString(millis));
      sent = clock.getAsLong(); // Acquire
      scripts.send(Script.GRANT, leaseAndCounter, arguments, this::answered);
    }

    RedisFencedLeases leases() {
      return RedisFencedLeases.this;
    }

    Attempt<FencedLease> attempt() {
      send();
      return new Attempt<>(Asking.answer(outcome), taken);
    }

    private void answered(Supplier<List<String>> reply) {
      try {
        RedisFencedLease lease = granted(reply.get());
        if (lease == null || lease.isHeld()) {
          outcome.complete(Optional.ofNullable(lease));
        } else { // the reply took longer than the validity
          var unused = lease.releaseAsync().thenRun(() -> outcome.complete(Optional.empty()));
        }
      } catch (NoReplyException e) { // Cut
        releaseUnknown(e);
      } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
        releaseUnknown(new NoReplyException("Redis answered GRANT with nonsense", e));
      } catch (RuntimeException e) {
        outcome.completeExceptionally(e);
      }
    }

    private @Nullable RedisFencedLease granted(List<String> answer) {
      if (answer.get(0).equals("HELD")) { // Miss
        taken = Long.parseLong(answer.get(1));
        return null;
      }
      var token = new FencingToken(answer.get(1), Long.parseLong(answer.get(2)));
      var lease = new RedisFencedLease(this, token);
      lease.start(); // Hold
      return lease;
    }

    /** Tries to free what may have been granted; its time-to-live will. */
    private void releaseUnknown(NoReplyException unknown) {
      scripts.send(
          Script.RELEASE,
          leaseAndCounter.subList(0, 1),
          List.of(owner),
          reply -> {
            try {
              var unused = reply.get();
            } catch (RuntimeException e) {
              unknown.addSuppressed(e);
            }
            outcome.completeExceptionally(
                new LeaseUnknownException(resource, owner, terms.latestExpiry(millis), unknown));
          });
    }
  }
}
