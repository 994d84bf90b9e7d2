// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

/** A lease whose grant carries a fencing token. */
public interface FencedLease extends Lease {

  /**
   * Returns the token that the store issued in the same atomic step as the grant. It stays the same
   * for the life of the lease, renewals included.
   */
  FencingToken token();
}
