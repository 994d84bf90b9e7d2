// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.servers;

import java.io.Serial;

/** Trouble with a server: trouble of the harness, never a finding about a lock. */
public final class ServerException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates an exception with a message for a person. */
  public ServerException(String message) {
    super(message);
  }

  /** Creates an exception with a message for a person and what caused it. */
  public ServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
