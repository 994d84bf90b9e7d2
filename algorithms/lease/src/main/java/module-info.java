// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
/** Lease interfaces, guards and the client side of a lease as pure steps; no dependency, no I/O. */
module dev.lockproof.lease {
  requires static org.jspecify;

  exports dev.lockproof.lease;
}
