// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

/** What is written down of a run, besides its rows. */
enum Notes {
  /** Nothing. */
  NONE,

  /** The steps of the specification; all times are multiples of a millisecond then. */
  TRACE,

  /** What clients do, and are told. */
  HISTORY
}
