// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0

/** Judges whether histories of concurrent objects are linearizable; no dependencies. */
module dev.lockproof.checker {
  requires static transitive org.jspecify;

  exports dev.lockproof.checker;
  exports dev.lockproof.checker.history;
  exports dev.lockproof.checker.judge;
  exports dev.lockproof.checker.model;
  exports dev.lockproof.checker.monitor;
}
