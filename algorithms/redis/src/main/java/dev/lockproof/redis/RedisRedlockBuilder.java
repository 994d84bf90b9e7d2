// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

/** What {@link RedisRedlock} can be told. */
public final class RedisRedlockBuilder extends LeasesBuilder<RedisRedlockBuilder> {
  final Instances instances;

  RedisRedlockBuilder(Instances instances) {
    this.instances = instances;
  }

  /** Returns the leases. */
  public RedisRedlock build() {
    return new RedisRedlock(this);
  }

  @Override
  RedisRedlockBuilder self() {
    return this;
  }
}
