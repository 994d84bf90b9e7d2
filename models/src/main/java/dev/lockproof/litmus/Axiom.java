// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

/**
 * The rules of the model, one by one, so that a test can leave each out and be seen to fail.
 *
 * <p>From the axioms of JAM21 (Liu, Bender and Palsberg, ECOOP 2022). Its supplement states them
 * twice, in herd's cat language and in Coq, which differ a little. Here the weaker statement
 * counts, as it allows more and so trusts less; but a write that would be ordered before itself is
 * a contradiction, as in Coq: the cat file lets a plain read see what happens only after it, which
 * happens-before consistency forbids (Java Language Specification 17.4.5). {@code po} is program
 * order, {@code rf} relates a write to the reads that read from it, {@code co} orders the writes to
 * one location; visibility is what po in so far as modes order it, rf and the push order imply.
 */
enum Axiom {
  /** What precedes a release write, or follows an acquire read, stays there. */
  RELEASE_ACQUIRE,
  /** Volatile accesses of one thread stay in order. */
  VOLATILE_ORDER,
  /** What precedes a release fence stays before later writes; an acquire fence is its mirror. */
  FENCE_ORDER,
  /** All stays on its side of a full fence. */
  FULL_FENCE,
  /**
   * One total order of all volatile accesses and full fences that others follow (push order); it
   * respects program order, rf and which write is the last.
   */
  PUSH_TOTAL,
  /** Writes ordered by visibility are so in co; no write is visible to itself. */
  CO_WRITE_WRITE,
  /** A read does not see a write that another, visible one has overwritten. */
  CO_WRITE_READ,
  /** A write that is visible to a read of its location precedes in co what follows that in po. */
  CO_READ_WRITE,
  /**
   * Two opaque writes are seen in one order by the reads of one thread. A write before the start
   * counts as opaque here, which the supplement leaves open.
   */
  CO_READ_READ,
  /**
   * The updates of one location are totally ordered, and nothing comes in co between an update and
   * the write that it reads.
   */
  UPDATE_ATOMIC,
  /** The writes before the start are first in co. */
  CO_INIT,
  /** Some write to each location is the last in co. */
  CO_FINAL,
  /** No cycle of po and rf is closed by opaque or stronger accesses. */
  NO_THIN_AIR
}
