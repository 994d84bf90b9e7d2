// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

/**
 * Thrown when the store surely did nothing of what it was asked: it answered with an error, or it
 * could not be reached before the request was sent.
 */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Creates the exception with what the store said. */
  public StoreException(String message) {
    super(message);
  }

  /** Creates the exception with what the store or the connection said. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
