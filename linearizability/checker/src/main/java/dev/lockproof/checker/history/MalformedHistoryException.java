// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.history;

/** Thrown when a history breaks a rule of its format; the message names the line and the rule. */
public final class MalformedHistoryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The line that breaks the rule, counted from one. */
  private final int line;

  /** Creates an exception for a line and the rule that it breaks. */
  public MalformedHistoryException(int line, String rule) {
    super("line " + line + ": " + rule);
    this.line = line;
  }

  /** Returns the line that breaks the rule, counted from one. */
  public int line() {
    return line;
  }
}
