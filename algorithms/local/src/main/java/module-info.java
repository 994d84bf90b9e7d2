// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0

/** Locks and lock-free structures of one process, without dependencies. */
module dev.lockproof.local {
  requires static transitive org.jspecify;

  exports dev.lockproof.local;
}
