// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import java.time.Duration;

/**
 * Thrown when a request for a lease may have been run, but no reply came.
 *
 * <p>A release has been sent after it, as a courtesy. If the lease was granted all the same, nobody
 * holds it, and it keeps others out until it expires.
 */
public final class LeaseUnknownException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String owner;
  private final Duration latestExpiry;

  /** Creates the exception for the request of that owner. */
  public LeaseUnknownException(
      String resource, String owner, Duration latestExpiry, Throwable cause) {
    super(
        "no reply to the request for '"
            + resource
            + "' by owner "
            + owner
            + ": if it was granted, the lease expires within "
            + latestExpiry,
        cause);
    this.owner = owner;
    this.latestExpiry = latestExpiry;
  }

  /** Returns the name under which the store would have granted the lease. */
  public String owner() {
    return owner;
  }

  /**
   * Returns how long after this exception the lease may still be there. A store that has the
   * request and has not run it yet counts from when it does.
   */
  public Duration latestExpiry() {
    return latestExpiry;
  }
}
