// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import dev.lockproof.lease.LeaseListener.Outcome;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Leases of a store, of which a listener hears: what came of each request, of each renewal, and of
 * each lease.
 *
 * <p>The leases are those of the store, not wrapped; they may be given to a {@link LeaseKeeper},
 * whose renewals are heard too. Of leases that are no {@link LeaseHandle}, renewals are not heard.
 * A request that breaks a rule is not heard: it never reaches the store.
 *
 * @param <L> the leases that the store can grant
 */
public final class ObservedLeases<L extends Lease> implements Leases<L> {
  private final Leases<L> leases;
  private final LeaseListener listener;
  private final LongSupplier clock;

  /**
   * Creates them.
   *
   * @param clock monotonic time in nanoseconds, such as {@code System::nanoTime}
   */
  public ObservedLeases(Leases<L> leases, LeaseListener listener, LongSupplier clock) {
    this.leases = Objects.requireNonNull(leases, "leases");
    this.listener = Objects.requireNonNull(listener, "listener");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  @Override
  public Optional<L> tryAcquire(String resource, Duration timeToLive) {
    long start = clock.getAsLong();
    Optional<L> lease;
    try {
      lease = leases.tryAcquire(resource, timeToLive);
    } catch (StoreException | LeaseUnknownException e) {
      asked(resource, e instanceof StoreException ? Outcome.FAILED : Outcome.UNKNOWN, start);
      throw e;
    }
    asked(resource, lease.isPresent() ? Outcome.GRANTED : Outcome.TAKEN, start);
    lease.ifPresent(this::observe);
    return lease;
  }

  @Override
  public L acquire(String resource, Duration timeToLive, Duration maxWait)
      throws InterruptedException {
    long start = clock.getAsLong();
    L lease;
    try {
      lease = leases.acquire(resource, timeToLive, maxWait);
    } catch (LeaseTimeoutException e) {
      asked(resource, Outcome.TAKEN, start);
      throw e;
    } catch (InterruptedException e) {
      asked(resource, Outcome.INTERRUPTED, start);
      throw e;
    } catch (StoreException | LeaseUnknownException e) {
      asked(resource, e instanceof StoreException ? Outcome.FAILED : Outcome.UNKNOWN, start);
      throw e;
    }
    asked(resource, Outcome.GRANTED, start);
    observe(lease);
    return lease;
  }

  private void asked(String resource, Outcome outcome, long start) {
    Duration took = since(start);
    tell(hears -> hears.asked(resource, outcome, took));
  }

  private void observe(L lease) {
    String resource = lease.resource();
    if (lease instanceof LeaseHandle handle) {
      handle.news.observe((outcome, took) -> tell(hears -> hears.renewed(resource, outcome, took)));
    }
    long start = clock.getAsLong();
    var unused =
        lease
            .lost()
            .thenAccept(
                reason -> {
                  Duration held = since(start);
                  tell(hears -> hears.ended(resource, reason, held));
                });
  }

  private Duration since(long start) {
    return Duration.ofNanos(clock.getAsLong() - start);
  }

  private void tell(Consumer<LeaseListener> event) {
    try {
      event.accept(listener);
    } catch (RuntimeException e) {
      System.getLogger(ObservedLeases.class.getName())
          .log(System.Logger.Level.WARNING, "a listener of leases failed", e);
    }
  }
}
