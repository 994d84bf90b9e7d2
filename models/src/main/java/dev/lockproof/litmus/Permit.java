// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

/**
 * The permit of {@code LockSupport}: {@code unpark} makes it available, {@code park} consumes it or
 * blocks until there is one, and may return for no reason at any time.
 *
 * <p>The documentation does not say that what precedes {@code unpark} is visible after {@code
 * park}, though every wait that parks relies on it. So there are two kinds: one that synchronizes,
 * as all implementations do, and a bare one, which is atomic and no more.
 */
enum Permit {
  /** As implemented: unpark releases, park acquires. */
  SYNCHRONIZES(Mode.VOLATILE),

  /** As documented: no order at all. */
  BARE(Mode.OPAQUE);

  private final Mode mode;

  Permit(Mode mode) {
    this.mode = mode;
  }

  /** Parks the current thread of {@code memory}. */
  void park(Memory memory) {
    if (memory.toss()) {
      return; // for no reason
    }
    Access swap = new Access(Access.Kind.SWAP, mode, mode);
    if (memory.perform(swap, location(memory.currentThread()), "park", 0).equals(0)) {
      throw new Stop(Stop.Why.PARKED, "parked");
    }
  }

  /** Unparks {@code thread}; nobody if it is null. */
  void unpark(Memory memory, Object thread) {
    if (thread instanceof Ref ref) {
      Access set = new Access(Access.Kind.SET, mode, mode);
      memory.perform(set, location(ref), "unpark", 1);
    }
  }

  private static String location(Ref thread) {
    return thread.name() + ".permit";
  }
}
