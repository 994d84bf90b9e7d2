// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

/** The steps of a run, named by the actions of the specifications where they are such. */
public enum Step {
  /** A client reads its clock and asks the server for a lease. */
  ACQUIRE("Acquire", "asks for a lease of %d ms"),

  /** It learns that it was granted. */
  HOLD("Hold", "holds the lease, and judges so for %d ms"),

  /** It learns that another has it. */
  MISS("Miss", "is told that another has it"),

  /** It gets no reply. */
  CUT("Cut", "gets no reply in time, and asks to free what it may have been granted"),

  /** The holder asks to renew. */
  RENEW("Renew", "asks to renew its lease for %d ms"),

  /** It learns that the lease was renewed. */
  RENEWED("Renewed", "has its lease renewed, and judges it held for %d ms"),

  /** It learns that the lease is lost. */
  GONE("Gone", "is told that its lease is lost"),

  /** It learns nothing of its renewal. */
  UNHEARD("Cut", "does not know whether its lease was renewed"),

  /** A client reads its clock and asks all instances for a lease. */
  BEGIN("Begin", "asks all servers for a lease of %d ms"),

  /** It has a majority and holds the lease. */
  DECIDE("Decide", "has a majority: holds the lease, and judges so for %d ms"),

  /** It has none, or too late. */
  GIVE_UP("GiveUp", "gives up, and asks all servers to free what they gave"),

  /** The holder asks all instances to extend. */
  EXTEND("Extend", "asks all servers to extend its lease for %d ms"),

  /** It has counted the answers to that. */
  EXTENDED("Extended", "has asked to extend its lease, and judges it held for %d ms"),

  /** The holder ends its lease and asks to free the resource. */
  RELEASE("Release", "ends its lease, and asks to free the resource"),

  /** It has the answer to that. */
  RELEASED("", "has an answer to its release"),

  /** The holder looks at its lease and goes to work. */
  LOOK("", "looks at its lease, which is held for %d ms more, and goes to work"),

  /** It ends its work. */
  ACT("", "has done its work"),

  /** It stops for ever. */
  VANISH("Vanish", "vanishes"),

  /** A resource is asked to raise its guard. */
  RAISE("Raise", "admits the raise of %s, with token %d"),

  /** A resource is read. */
  READ("Read", "is read by %s, with token %d"),

  /** A resource is written. */
  WRITE("Write", "is written by %s, with token %d"),

  /** A resource refuses a token. */
  STALE("", "refuses %s, with token %d"),

  /** A server gives its key. */
  GRANT("Grant", "gives its key to %s for %d ms"),

  /** A server refuses its key. */
  REFUSE("Refuse", "refuses its key to %s"),

  /** A server lets its key live on. */
  PROLONG("Prolong", "lets the key of %s live for %d ms"),

  /** A server changes nothing for somebody else's key, or none. */
  IDLE("", "finds no key of %s"),

  /** A server deletes its key. */
  FREE("Free", "deletes the key of %s"),

  /** A client asks a limiter for permits. */
  DEMAND("", "asks for %d permits"),

  /** It is admitted. */
  ADMITTED("", "is admitted with %d permits"),

  /** It is refused. */
  REFUSED("", "is refused, and told to come back in %d ms"),

  /** It gets no answer. */
  UNANSWERED("", "gets no answer"),

  /** A node admits with permits that it holds. */
  SERVE("Serve", "is admitted with %d of the permits that are there"),

  /** A server takes permits. */
  TAKE("Take", "takes %d permits for %s"),

  /** A server has too few permits. */
  DENY("Refuse", "has less than %d permits for %s"),

  /** A server deletes the key of a limiter. */
  EXPIRE("Expire", "deletes a key that has expired"),

  /** Something goes wrong. */
  FAULT("", "%s"),

  /** All that was wrong is well again. */
  HEAL("", "all faults are healed");

  private final String label;
  private final String sentence;

  Step(String label, String sentence) {
    this.label = label;
    this.sentence = sentence;
  }

  /** Returns the action of the specification, or nothing. */
  public String label() {
    return label;
  }

  /** Returns what happens, in words, with {@code %s} for whom and {@code %d} for a number. */
  String sentence() {
    return sentence;
  }

  /** Returns whether a story is no worse without it. */
  boolean isDull() {
    return this == REFUSE || this == IDLE || this == RELEASED || this == ACT;
  }
}
