// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import org.jspecify.annotations.Nullable;

/** One of those who take steps: a client, a server, a resource. */
abstract class Participant {
  final World world;
  final int number;
  final String name;
  final Clock clock;

  /** Until when it takes no step. */
  long standsUntil = Long.MIN_VALUE;

  /** Whether it has stopped for ever. */
  boolean isGone;

  Participant(World world, String kind, int index) {
    this.world = world;
    this.number = world.register();
    this.name = kind + " " + (index + 1);
    this.clock = new Clock(world::now);
  }

  /** Tells a step of this process. */
  final void tell(Step step, @Nullable Participant about, long detail) {
    world.log().tell(world.now(), this, step, about, detail, "");
  }

  @Override
  public String toString() {
    return name;
  }
}
