// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

/** The memory as one thread sees it, while its code is run. */
public interface Memory {
  /**
   * Carries out {@code access}.
   *
   * @param operands what {@link Access.Kind#operands} says: nothing, a value, or expected and new
   * @return the value read, or 1 or 0 for the kinds that say whether they wrote
   */
  Object perform(Access access, String location, String label, Object... operands);

  /** Carries out a fence: ACQUIRE, RELEASE or VOLATILE for a full one. */
  void fence(Mode mode);

  /** Returns 0 or 1, as it happens. */
  boolean toss();

  /** Returns a new object whose fields are 0. */
  Ref allocate(String type);

  /** Returns the calling thread. */
  Ref currentThread();

  /** Returns the kind of permit that parking threads wait for. */
  Permit permit();

  /** Counts one turn of a loop, and ends the thread where its bound is reached. */
  void loop();
}
