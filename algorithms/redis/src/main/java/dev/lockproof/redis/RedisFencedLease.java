// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import dev.lockproof.lease.FencedLease;
import dev.lockproof.lease.FencingToken;
import dev.lockproof.lease.LeaseHandle;
import dev.lockproof.lease.Release;
import dev.lockproof.lease.Renewal;
import dev.lockproof.lease.Renewer;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A lease that {@link RedisFencedLeases} granted, and what it asks of the server. */
final class RedisFencedLease extends LeaseHandle implements FencedLease, ManyRenewals.Owned {
  private final Scripts scripts;
  private final Renewer renewer;
  private final List<String> key;
  private final String owner;
  private final FencingToken token;

  RedisFencedLease(RedisFencedLeases.Request request, FencingToken token) {
    super(
        request.resource,
        request.sent,
        request.millis,
        request.leases().terms,
        request.leases().clock,
        request.leases().timer);
    this.scripts = request.leases().scripts;
    this.renewer = request.leases().renewer;
    this.key = List.of(request.leaseAndCounter.get(0));
    this.owner = request.owner;
    this.token = token;
  }

  void start() {
    watch();
  }

  @Override
  public FencingToken token() {
    return token;
  }

  @Override
  public List<String> keyAndOwner() {
    return List.of(key.get(0), owner);
  }

  @Override
  protected Renewer renewer() {
    return renewer;
  }

  @Override
  protected void requestRenewal(long millis, Consumer<Supplier<Renewal>> then) {
    List<String> arguments = List.of(owner, Long.toString(millis));
    scripts.send(
        Script.RENEW,
        key,
        arguments,
        reply -> then.accept(() -> Renewal.valueOf(reply.get().get(0))));
  }

  @Override
  protected void requestRelease(Consumer<Supplier<Release>> then) {
    scripts.send(
        Script.RELEASE,
        key,
        List.of(owner),
        reply -> then.accept(() -> Release.valueOf(reply.get().get(0))));
  }
}
