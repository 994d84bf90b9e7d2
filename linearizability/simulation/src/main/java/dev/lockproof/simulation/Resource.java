// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import dev.lockproof.lease.FencingToken;
import dev.lockproof.lease.MemoryGuard;
import dev.lockproof.lease.StaleTokenException;
import dev.lockproof.redis.RedisGuard;
import dev.lockproof.redis.ScriptTwin;
import org.jspecify.annotations.Nullable;

/** What the lease protects: a value that checks fencing tokens, or does not. */
final class Resource extends Participant {
  /**
   * An access under a lease.
   *
   * @param place the place of its grant among all grants
   */
  record Access(Client client, FencingToken token, int place) {}

  private final Run run;
  private final boolean isInMemory;

  /** One of the two, once it is needed. */
  private @Nullable MemoryGuard<String> inMemory;

  private @Nullable RedisGuard inRedis;

  Resource(Run run) {
    super(run.world(), "resource", 0);
    this.run = run;
    this.isInMemory = world.schedule().below(2) == 0;
  }

  /** Raises the guard, if holders do, and is read; returns whether it was admitted. */
  boolean read(Access access) {
    Scenario scenario = run.scenario();
    if (scenario.isGuarded() && scenario.isRaising() && !admits(access, false)) {
      return false;
    }
    tell(Step.READ, access.client(), access.token().value());
    run.monitor().accessed(access, false);
    return true;
  }

  /** Is written, unless the guard refuses that; returns whether it was. */
  boolean write(Access access) {
    if (run.scenario().isGuarded() && !admits(access, true)) {
      return false;
    }
    tell(Step.WRITE, access.client(), access.token().value());
    run.monitor().accessed(access, true);
    return true;
  }

  private boolean admits(Access access, boolean isWrite) {
    FencingToken token = access.token();
    try {
      if (isWrite && isInMemory) {
        inMemory().set(token, "written");
      } else if (isWrite) {
        inRedis().set(token, "written");
      } else {
        (isInMemory ? inMemory() : inRedis()).raise(token);
        tell(Step.RAISE, access.client(), token.value());
      }
      return true;
    } catch (StaleTokenException e) {
      tell(Step.STALE, access.client(), token.value());
      return false;
    }
  }

  private MemoryGuard<String> inMemory() {
    if (inMemory == null) {
      inMemory = new MemoryGuard<>("");
    }
    return inMemory;
  }

  private RedisGuard inRedis() {
    if (inRedis == null) {
      inRedis = new RedisGuard(new ScriptTwin(clock), "guarded");
    }
    return inRedis;
  }
}
