// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import java.time.Duration;

/** Thrown when a resource stayed with others for as long as the caller was ready to wait. */
public final class LeaseTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Creates the exception for a wait of that length. */
  public LeaseTimeoutException(String resource, Duration maxWait) {
    super("no lease of '" + resource + "' within " + maxWait);
  }
}
