// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import org.jspecify.annotations.Nullable;

/** One of those who take steps: a client, a server, a resource. */
abstract class Participant {
  final World world;
  final int number;
  final Clock clock;

  private final String kind;
  private final int index;

  /** Until when it takes no step. */
  long standsUntil = Long.MIN_VALUE;

  /** Whether it has stopped for ever. */
  boolean isGone;

  Participant(World world, String kind, int index) {
    this.world = world;
    this.number = world.register();
    this.kind = kind;
    this.index = index;
    this.clock = new Clock(world::now);
  }

  /** Tells a step of this process. */
  final void tell(Step step, @Nullable Participant about, long detail) {
    world.log().tell(world.now(), this, step, about, detail, "");
  }

  @Override
  public String toString() {
    return kind + " " + (index + 1);
  }
}
