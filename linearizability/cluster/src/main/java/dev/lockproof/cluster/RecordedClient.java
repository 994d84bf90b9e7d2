// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.checker.history.Completion;
import dev.lockproof.checker.history.Recorder;
import dev.lockproof.lease.FencedLease;
import dev.lockproof.lease.FencingToken;
import dev.lockproof.lease.LeaseTerms;
import dev.lockproof.lease.LeaseUnknownException;
import dev.lockproof.lease.Release;
import dev.lockproof.lease.Renewal;
import dev.lockproof.lease.StaleTokenException;
import dev.lockproof.lease.StoreException;
import dev.lockproof.redis.NoReplyException;
import dev.lockproof.redis.RedisFencedLeases;
import dev.lockproof.redis.RedisGuard;
import dev.lockproof.servers.Pause;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;

/**
 * A client of leases and guards that writes down what it does; for use by one thread.
 *
 * <p>The operations are those of the checker's fenced mutex, and {@code look}: the holder's own
 * {@code isHeld}. The value under guard of a resource has the resource's name after {@code value:}.
 */
final class RecordedClient implements AutoCloseable {
  private static final long POLL_MILLIS = 15;

  private final Recorder recorder;
  private final AtomicInteger processes;
  private final RedisClient client;
  private final RedisFencedLeases leases;
  private final String prefix;
  private int process;

  RecordedClient(Recorder recorder, AtomicInteger processes, RedisClient client, String prefix) {
    this.recorder = recorder;
    this.processes = processes;
    this.client = client;
    this.prefix = prefix;
    this.leases = RedisFencedLeases.builder(client).prefix(prefix).build();
    this.process = processes.getAndIncrement();
  }

  /** How a request for a lease ended; {@code OK} without a lease is a miss. */
  record Grant(Completion completion, @Nullable FencedLease lease) {}

  Grant acquire(String resource, Duration timeToLive) {
    var operation = recorder.invoke(process, "acquire", resource, null);
    long start = System.nanoTime();
    try {
      Optional<FencedLease> lease = leases.tryAcquire(resource, timeToLive);
      if (lease.isPresent()) {
        operation.ok(lease.get().token().value());
        return new Grant(Completion.OK, lease.get());
      }
      if (isLate(start, timeToLive)) {
        return new Grant(info(operation), null); // granted, perhaps, but the reply was late
      }
      operation.ok(null);
      return new Grant(Completion.OK, null);
    } catch (StoreException e) {
      operation.fail();
      return new Grant(Completion.FAIL, null);
    } catch (LeaseUnknownException | NoReplyException e) {
      return new Grant(info(operation), null);
    }
  }

  /**
   * Asks for a lease until it is granted, or until a request that was sent after {@code patience}
   * has missed.
   */
  @Nullable FencedLease await(String resource, Duration timeToLive, Duration patience)
      throws InterruptedException {
    long start = System.nanoTime();
    while (true) {
      boolean last = System.nanoTime() - start > patience.toNanos();
      FencedLease lease = acquire(resource, timeToLive).lease();
      if (lease != null || last) {
        return lease;
      }
      Pause.ofMillis(POLL_MILLIS);
    }
  }

  Completion renew(FencedLease lease, Duration timeToLive) {
    var operation = recorder.invoke(process, "renew", lease.resource(), lease.token().value());
    Renewal renewal = lease.renew(timeToLive);
    return renewal == Renewal.UNKNOWN ? info(operation) : ok(operation, renewal == Renewal.RENEWED);
  }

  Completion release(FencedLease lease) {
    var operation = recorder.invoke(process, "release", lease.resource(), lease.token().value());
    Release release = lease.release();
    return release == Release.UNKNOWN
        ? info(operation)
        : ok(operation, release == Release.RELEASED);
  }

  boolean look(FencedLease lease) {
    var operation = recorder.invoke(process, "look", lease.resource(), lease.token().value());
    boolean held = lease.isHeld();
    ok(operation, held);
    return held;
  }

  void raise(FencedLease lease) {
    FencingToken token = lease.token();
    guarded(
        recorder.invoke(process, "raise", lease.resource(), token.value()),
        () -> guard(lease).raise(token));
  }

  /** Reads through the guard. */
  Optional<String> read(FencedLease lease) {
    var operation = recorder.invoke(process, "read", lease.resource(), lease.token().value());
    try {
      Optional<String> value = guard(lease).get(lease.token());
      operation.ok(value.orElse(null));
      return value;
    } catch (StaleTokenException | StoreException e) {
      operation.fail();
    } catch (NoReplyException e) {
      info(operation);
    }
    return Optional.empty();
  }

  /** Reads past the guard, as somebody does who did not raise it. */
  Optional<String> readPast(FencedLease lease) {
    var operation = recorder.invoke(process, "read", lease.resource(), lease.token().value());
    String value = client.hget(guardKey(prefix, lease.resource()), "value");
    operation.ok(value);
    return Optional.ofNullable(value);
  }

  /** Writes through the guard. */
  Completion write(FencedLease lease, String value) {
    FencingToken token = lease.token();
    return guarded(
        recorder.invoke(process, "write", lease.resource(), List.of(token.value(), value)),
        () -> guard(lease).set(token, value));
  }

  /** Returns the key of the value under guard. */
  static String guardKey(String prefix, String resource) {
    return prefix + ":value:" + resource;
  }

  @Override
  public void close() {
    client.close();
  }

  private RedisGuard guard(FencedLease lease) {
    return new RedisGuard(client, guardKey(prefix, lease.resource()));
  }

  private Completion guarded(Recorder.Pending operation, Runnable access) {
    try {
      access.run();
      return ok(operation, true);
    } catch (StaleTokenException e) {
      return ok(operation, false);
    } catch (StoreException e) {
      operation.fail();
      return Completion.FAIL;
    } catch (NoReplyException e) {
      return info(operation);
    }
  }

  private static Completion ok(Recorder.Pending operation, boolean value) {
    operation.ok(value);
    return Completion.OK;
  }

  private Completion info(Recorder.Pending operation) {
    operation.info();
    process = processes.getAndIncrement();
    return Completion.INFO;
  }

  private static boolean isLate(long start, Duration timeToLive) {
    long deadline = LeaseTerms.DEFAULT.deadline(start, timeToLive.toMillis());
    return System.nanoTime() - deadline >= 0;
  }
}
