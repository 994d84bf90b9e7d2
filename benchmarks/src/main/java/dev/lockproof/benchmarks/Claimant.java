// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

/** An implementation with a claim of its own, where one question is put to many subjects. */
interface Claimant {
  /** Returns the id of its claim about cost; empty for a baseline, which claims nothing. */
  String claim();
}
