// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import dev.lockproof.lease.LeaseHandle;
import dev.lockproof.lease.LeaseKeeper;
import dev.lockproof.lease.LossReason;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client that has its leases kept renewed, and releases them in the end. */
final class KeptClient extends FencedClient {
  private static final Duration BOUND = Duration.ofDays(1);

  /** How many times to live it stays, when it has done what it does. */
  private static final int STAY = 4;

  /** How long a request and its reply take when all is well, at most. */
  private static final long ROUND_TRIP = 20 * MILLI;

  private final LeaseKeeper keeper =
      new LeaseKeeper(clock, this::timer, Runnable::run, this::later);

  /** The lease that nothing may end any more but its holder. */
  private @Nullable LeaseHandle staying;

  KeptClient(Run run, int index) {
    super(run, index);
  }

  @Override
  void took(LeaseHandle granted) {
    keeper.keep(granted, BOUND);
    var unused = granted.lost().thenAccept(reason -> lost(granted, reason));
  }

  private void lost(LeaseHandle ended, LossReason reason) {
    boolean isOver = ended == staying && reason != LossReason.RELEASED;
    run.monitor().check(Property.KEPT, !isOver);
  }

  @Override
  Runnable asks(List<String> arguments) {
    LeaseHandle held = lease();
    boolean isOwn = held != null && arguments.get(0).equals(owner()) && held.isHeld();
    run.monitor().check(Property.OWNED, isOwn);
    tell(Step.RENEW, null, Long.parseLong(arguments.get(1)));
    long until = clock.getAsLong() + Run.validity(Long.parseLong(arguments.get(1)));
    return () -> limit = Math.max(limit, until);
  }

  @Override
  void renew(LeaseHandle held) {
    later(this::act); // that is done for it
  }

  @Override
  void keep() {
    LeaseHandle held = lease();
    if (held != null) {
      arrange(STAY * held.grantedMillis() * MILLI, () -> release(held));
    }
  }

  @Override
  void beforeHealing() {
    LeaseHandle held = lease();
    if (believes() && held != null && standsUntil <= world.now()) {
      long timeToLive = held.grantedMillis() * MILLI;
      boolean isInTime = held.remaining().toNanos() > timeToLive / 6 + ROUND_TRIP;
      staying = isInTime ? held : null;
    }
  }
}
