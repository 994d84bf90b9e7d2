// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.history;

/** The three ways in which an operation may end. */
public enum Completion {
  /** The operation took effect, and its output is known. */
  OK,
  /** The operation surely had no effect; nothing else is known. */
  FAIL,
  /** Whether the operation took effect, now or later, is unknown. */
  INFO
}
