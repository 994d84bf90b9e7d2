// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

/** Thrown by a guard that has seen a larger token, or one that does not compare. */
public final class StaleTokenException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final FencingToken token;
  private final FencingToken highest;

  /** Creates the exception for a refused token and the highest admitted one. */
  public StaleTokenException(FencingToken token, FencingToken highest) {
    super(
        "token "
            + token
            + " is refused, the guard has admitted "
            + highest
            + (token.isComparableTo(highest) ? "" : ", which is of another incarnation"));
    this.token = token;
    this.highest = highest;
  }

  /** Returns the refused token. */
  public FencingToken token() {
    return token;
  }

  /** Returns the highest token that the guard has admitted. */
  public FencingToken highest() {
    return highest;
  }
}
