// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import org.jspecify.annotations.Nullable;

/** The waiters of a {@link FairSemaphore}, which explains them; guarded by its lock. */
final class WaitingLine {
  /** The waiter that was served last; the line is behind it. */
  private Waiter served = new Waiter(0);

  /** The last in the line, or served if that is empty. */
  private Waiter last = served;

  /** Puts {@code waiter} at the end. */
  void add(Waiter waiter) {
    last.next = waiter;
    last = waiter;
  }

  /** Returns who is first, or null. */
  @Nullable Waiter first() {
    return served.next;
  }

  /** Takes the first out of the line, and wakes it. */
  void serve(Waiter first) {
    served = first;
    first.raise();
  }

  /** Takes {@code waiter} out of the line, and returns whether it was in it. */
  boolean remove(Waiter waiter) {
    Waiter before = served;
    while (before.next != null && before.next != waiter) {
      before = before.next;
    }
    if (before.next == null) {
      return false;
    }
    before.next = waiter.next;
    if (last == waiter) {
      last = before;
    }
    return true;
  }

  /** A place in the line, raised when its owner has the permits. */
  static final class Waiter extends Signal {
    private final int permits;

    /** Who is behind it. */
    private @Nullable Waiter next;

    /** Makes a place for one that wants {@code permits}. */
    Waiter(int permits) {
      this.permits = permits;
    }

    /** Returns how many permits its owner wants. */
    int permits() {
      return permits;
    }

    /** Returns whether nobody is behind it. */
    boolean isLast() {
      return next == null;
    }
  }
}
