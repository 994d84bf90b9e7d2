// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

/** Why a lease ended. */
public enum LossReason {
  /** Its holder released it. */
  RELEASED,

  /** Its deadline passed without a confirmed renewal. */
  EXPIRED,

  /** The store answered that the resource is not, or no longer, with this lease. */
  GONE
}
