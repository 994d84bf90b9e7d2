// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

/** The outcome of {@link Lease#renew}. */
public enum Renewal {
  /** The store confirmed: the lease lasts for the new time-to-live, counted from the request. */
  RENEWED,

  /** The lease has ended; it is never created again. */
  LOST,

  /**
   * The store did not confirm: no reply, or an error. The deadline is where it was, and the lease
   * is held until then.
   */
  UNKNOWN
}
