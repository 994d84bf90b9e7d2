// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

/** What must not be seen in a run, unless an assumption is broken that it needs. */
public enum Property {
  /** At most one holder is at work, each having looked at its lease. */
  WORK("two are at work"),

  /** At most one lease is held by its own judgement. */
  BELIEF("two hold the lease, each by its own judgement"),

  /** Whoever judges its lease held has its key on a majority of the servers. */
  EXPIRY("somebody judges its lease held, and no majority has its key"),

  /** Nothing is granted, extended or held beyond the validity that counts from before the ask. */
  VALIDITY("a lease is held beyond its validity"),

  /** A majority has granted in this round what is held. */
  QUORUM("a lease is held that no majority granted"),

  /** All are asked to release, their own key only, and none stays beyond its time-to-live. */
  RELEASE("a server was not asked to release, or lost a key of somebody else, or keeps one"),

  /** A renewal creates nothing and shortens nothing. */
  EXTENSION("a renewal created a key, or shortened its life"),

  /** Release and renewal change only what is the caller's own; renewals as above. */
  OWNERSHIP("a release or a renewal changed what it must not"),

  /** Later grants carry larger tokens. */
  TOKENS("a later grant has no larger token"),

  /** No write of an earlier grant lands after an access of a later one. */
  ORDER("a write landed after an access of a later grant"),

  /** What got no reply is called unknown. */
  OUTCOME("a request without a reply was called a miss"),

  /** A lease ends once and for ever, and a release of what was held says so. */
  HANDLE("a lease that had ended was held again, or its release told otherwise"),

  /** What is renewed by itself is held at that time. */
  OWNED("a lease is renewed that has ended"),

  /** When all is well again, a lease that is kept, and not at its end, does not end. */
  KEPT("a kept lease ends although nothing stands in the way of its renewal"),

  /** In no window more permits are admitted than its bound. */
  WINDOW("more was admitted in a window than its bound"),

  /** No server refuses what the bound lets through. */
  EXACT("a request was refused that the bound lets through"),

  /** Who is refused is told the first moment at which it is not, and is admitted then. */
  RETRY("a request was told the wrong time to come back"),

  /** No node refuses what the bucket has, nor anybody for ever. */
  REFUSAL("a node refused what the bucket has"),

  /** A node serves no more than was taken for it, and what it was told of. */
  ONCE("a permit was served that was not taken, or twice"),

  /** When all is well again, somebody new is granted the lease within its time-to-live. */
  FREE("the resource is not free in time");

  private final String violation;

  Property(String violation) {
    this.violation = violation;
  }

  /** Returns whether it can only be judged when all is well again. */
  boolean needsHealing() {
    return this == FREE || this == RELEASE || this == KEPT || this == RETRY || this == REFUSAL;
  }

  /** Returns what is wrong where it does not hold. */
  public String violation() {
    return violation;
  }
}
