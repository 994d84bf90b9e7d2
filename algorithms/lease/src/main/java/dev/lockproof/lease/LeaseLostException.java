// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

/** Thrown by {@link Lease#checkHeld} when the lease has ended. */
public final class LeaseLostException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final LossReason reason;

  /** Creates the exception for a lease of that resource. */
  public LeaseLostException(String resource, LossReason reason) {
    super("the lease of '" + resource + "' has ended: " + reason);
    this.reason = reason;
  }

  /** Returns why the lease ended. */
  public LossReason reason() {
    return reason;
  }
}
