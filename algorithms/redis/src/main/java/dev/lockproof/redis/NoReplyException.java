// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

/** Thrown when a script may have been run, at some time until or even after now. */
public final class NoReplyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Creates the exception with what became of the connection. */
  public NoReplyException(String message) {
    super(message);
  }

  /** Creates the exception with what became of the connection. */
  public NoReplyException(String message, Throwable cause) {
    super(message, cause);
  }
}
