// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.journal;

/** What a check found out about its claim. */
public enum Verdict {
  /** The claim was checked, within the bounds that the evidence states, and met its expectation. */
  PASS,

  /**
   * The claim did not meet its expectation; the evidence carries the counterexample or says why.
   */
  FAIL,

  /** The check could not decide: its budget ran out, or a witness is missing. */
  INCONCLUSIVE,

  /** The harness had trouble; nothing is said about the claim. */
  INFRA
}
