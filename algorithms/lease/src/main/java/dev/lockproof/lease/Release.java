// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

/** The outcome of {@link Lease#release}. */
public enum Release {
  /** The lease was held until this release, and the resource is free of it. */
  RELEASED,

  /** The lease had ended before; what its holder did since then was not protected. */
  ALREADY_LOST,

  /**
   * The store did not confirm: no reply, or an error. The lease has ended for its holder, and the
   * resource is free at the latest when the time-to-live is over.
   */
  UNKNOWN
}
