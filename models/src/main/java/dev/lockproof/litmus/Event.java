// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

/**
 * One step of an execution: a read, a write, both at once, or a fence.
 *
 * @param thread the thread, or {@link #INIT}
 * @param location what it accesses; empty for a fence
 * @param read the mode of its read; of a fence, what it is: ACQUIRE, RELEASE or VOLATILE
 * @param in the value read; meaningless unless it reads
 * @param out the value written; meaningless unless it writes
 * @param label what did it: a site of a {@link Machine}, or a word for people
 */
record Event(
    int thread,
    Type type,
    String location,
    Mode read,
    Mode write,
    Object in,
    Object out,
    String label) {

  /** The thread of the writes before the start. */
  static final int INIT = -1;

  enum Type {
    READ,
    WRITE,
    UPDATE,
    FENCE,
    /** A write at the end of its thread that has not come yet, somewhere behind the others. */
    FORESEEN
  }

  /** Returns the same step in the modes of {@code access}. */
  Event in(Access access) {
    return new Event(thread, type, location, access.read(), access.write(), in, out, label);
  }

  boolean reads() {
    return type == Type.READ || type == Type.UPDATE;
  }

  boolean writes() {
    return type == Type.WRITE || type == Type.UPDATE || type == Type.FORESEEN;
  }

  /** Returns whether it is a volatile access or a full fence. */
  boolean isVolatile() {
    return (writes() && !reads()) ? write == Mode.VOLATILE : read == Mode.VOLATILE;
  }

  boolean isOpaque() {
    return (reads() && read != Mode.PLAIN) || (writes() && write != Mode.PLAIN);
  }

  @Override
  public String toString() {
    return switch (type) {
      case READ -> "R " + location + " = " + in;
      case WRITE, FORESEEN -> "W " + location + " := " + out;
      case UPDATE -> "U " + location + " = " + in + " := " + out;
      case FENCE -> "F " + read;
    };
  }
}
