// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

/**
 * The permit of {@code LockSupport}: {@code unpark} makes it available, {@code park} consumes it or
 * blocks until there is one, and may return for no reason at any time.
 *
 * <p>The documentation does not say that what precedes {@code unpark} is visible after {@code
 * park}, though every wait that parks relies on it. So there are two kinds: one that synchronizes,
 * as all implementations do, and a bare one, which is atomic and no more.
 *
 * <p>A thread is an object too, whose fields were written before it ran: whoever finds it in memory
 * and unparks it must see them, as for any other object.
 */
public enum Permit {
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

  /** Returns the current thread, of which others know nothing unless they see this. */
  static Ref born(Memory memory) {
    Ref thread = memory.currentThread();
    memory.perform(Access.PLAIN_SET, fields(thread), "fields of the thread", 1);
    return thread;
  }

  /** Unparks {@code thread} as found in memory, where its fields may not be seen yet. */
  void unparkFound(Memory memory, Object thread) {
    if (thread instanceof Ref ref
        && memory.perform(Access.PLAIN_GET, fields(ref), "unpark").equals(0)) {
      throw new Stop(Stop.Why.THROWN, "unpark of a thread that is not seen whole");
    }
    unpark(memory, thread);
  }

  /** Unparks {@code thread}; nobody if it is null. */
  void unpark(Memory memory, Object thread) {
    if (thread instanceof Ref ref) {
      Access set = new Access(Access.Kind.SET, mode, mode);
      memory.perform(set, location(ref), "unpark", 1);
    }
  }

  private static String fields(Ref thread) {
    return thread.name() + ".fields";
  }

  private static String location(Ref thread) {
    return thread.name() + ".permit";
  }
}
