// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;

/**
 * What two actors share whose lock is tested: a count of passages, and a write that is handed over.
 *
 * <p>The mark is set after lock and before the write. So it gives the reader no edge to the write,
 * and yet a reader that has seen it can get the lock only after the writer's unlock.
 */
abstract class LockState {
  private static final int CAME_FIRST = -1;

  private volatile boolean writerHasLocked;
  private int passages;
  private int written;

  abstract void lock();

  abstract boolean tryLock();

  abstract void unlock();

  /** Locks and returns the place of this passage. */
  final int lockAndPass() {
    lock();
    return pass();
  }

  /** Tries to lock and returns the place of this passage, or 0 for none. */
  final int tryLockAndPass() {
    return tryLock() ? pass() : 0;
  }

  /** Counts this passage under the lock, leaves, and returns its place. */
  final int pass() {
    int place = ++passages;
    leave();
    return place;
  }

  /** Writes under the lock. */
  final void lockAndWrite() {
    lock();
    writerHasLocked = true;
    written = 1;
    leave();
  }

  /** Reads under the lock, if that is after the writer's. */
  final int lockAndRead() {
    if (!writerHasLocked) {
      return CAME_FIRST;
    }
    lock();
    return read();
  }

  /** Reads under the lock, if a tryLock that is after the writer's lock succeeds. */
  final int tryLockAndRead() {
    return writerHasLocked && tryLock() ? read() : CAME_FIRST;
  }

  private int read() {
    int seen = written;
    leave();
    return seen;
  }

  private void leave() {
    try {
      unlock();
    } catch (IllegalMonitorStateException displaced) {
      // Another thread has taken the holder's place. The outcome tells, if it is let through.
    }
  }

  /** Outcomes of two passages, each of which returns its place: 1, 2, or 0 for none. */
  @Outcome(
      id = {"1, 2", "2, 1"},
      expect = ACCEPTABLE,
      desc = "one passage after the other")
  @Outcome(expect = FORBIDDEN, desc = "two holders at once")
  public static class MutualExclusion {}

  /** Outcomes of a read that is made under the lock after the writer's passage, or not at all. */
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "the holder's write is seen")
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "the reader did not follow the writer: no claim")
  @Outcome(expect = FORBIDDEN, desc = "the holder's write is missing")
  public static class Visibility {}
}
