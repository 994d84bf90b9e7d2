// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import dev.lockproof.lease.FencingToken;
import dev.lockproof.lease.MemoryGuard;
import dev.lockproof.lease.StaleTokenException;
import dev.lockproof.redis.RedisGuard;
import dev.lockproof.redis.ScriptTwin;

/** What the lease protects: a value that checks fencing tokens, or does not. */
final class Resource extends Participant {
  /**
   * An access under a lease.
   *
   * @param place the place of its grant among all grants
   */
  record Access(Client client, FencingToken token, int place) {}

  private final Run run;
  private final MemoryGuard<String> inMemory = new MemoryGuard<>("");
  private final RedisGuard inRedis;
  private final boolean isInMemory;

  Resource(Run run) {
    super(run.world(), "resource", 0);
    this.run = run;
    this.inRedis = new RedisGuard(new ScriptTwin(clock), "guarded");
    this.isInMemory = world.schedule().below(2) == 0;
  }

  /** Raises the guard, if holders do, and is read. */
  void read(Access access) {
    Scenario scenario = run.scenario();
    if (scenario.isGuarded() && scenario.isRaising() && !admits(access, false)) {
      return;
    }
    tell(Step.READ, access.client(), access.token().value());
    run.monitor().accessed(access, false);
  }

  /** Is written, unless the guard refuses that. */
  void write(Access access) {
    if (run.scenario().isGuarded() && !admits(access, true)) {
      return;
    }
    tell(Step.WRITE, access.client(), access.token().value());
    run.monitor().accessed(access, true);
  }

  private boolean admits(Access access, boolean isWrite) {
    FencingToken token = access.token();
    try {
      if (isWrite && isInMemory) {
        inMemory.set(token, "written");
      } else if (isWrite) {
        inRedis.set(token, "written");
      } else {
        (isInMemory ? inMemory : inRedis).raise(token);
        tell(Step.RAISE, access.client(), token.value());
      }
      return true;
    } catch (StaleTokenException e) {
      tell(Step.STALE, access.client(), token.value());
      return false;
    }
  }
}
