// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

/** Ends the code of a thread before its last statement. */
public final class Stop extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Why {
    /** It threw an exception. */
    THROWN,
    /** It parked, and nobody may have unparked it. */
    PARKED,
    /** It went beyond the bound of its loops: what would follow is not explored. */
    CUT
  }

  private final Why why;

  /** Ends it for that reason. */
  public Stop(Why why, String message) {
    super(message, null, false, false);
    this.why = why;
  }

  /** Returns why. */
  public Why why() {
    return why;
  }
}
