// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

/** What {@link RedisFencedLeases} can be told. */
public final class RedisFencedLeasesBuilder extends LeasesBuilder<RedisFencedLeasesBuilder> {
  final Scripts scripts;

  RedisFencedLeasesBuilder(Scripts scripts) {
    this.scripts = scripts;
  }

  /** Returns the leases. */
  public RedisFencedLeases build() {
    return new RedisFencedLeases(this);
  }

  @Override
  RedisFencedLeasesBuilder self() {
    return this;
  }
}
