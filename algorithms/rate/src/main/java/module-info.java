// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0

/** Rate limiters of one process, without dependencies. */
module dev.lockproof.rate {
  requires static org.jspecify;

  exports dev.lockproof.rate;
}
