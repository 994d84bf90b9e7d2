// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockproof.local.ClhLock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** {@link ClhLock} on this JVM and this processor. */
public final class ClhLockStress {
  private ClhLockStress() {}

  /** Claim clh.exclusion: two threads that lock pass one after the other. */
  @JCStressTest
  @JCStressMeta(MutualExclusion.class)
  @Ref("clh.exclusion")
  @State
  public static class LockLock extends Passages {
    /** Passes first or second. */
    @Actor
    public void one(II_Result r) {
      r.r1 = lockAndPass();
    }

    /** Passes first or second. */
    @Actor
    public void other(II_Result r) {
      r.r2 = lockAndPass();
    }
  }

  /** Claim clh.exclusion: a thread whose tryLock succeeds passes alone. */
  @JCStressTest
  @JCStressMeta(MutualExclusion.class)
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "tryLock failed, one passage")
  @Ref("clh.exclusion")
  @State
  public static class LockTryLock extends Passages {
    /** Passes first or second. */
    @Actor
    public void locker(II_Result r) {
      r.r1 = lockAndPass();
    }

    /** Passes first, second or not at all. */
    @Actor
    public void trier(II_Result r) {
      r.r2 = tryLockAndPass();
    }
  }

  /** Claim clh.visibility: what the holder wrote is seen after the next lock. */
  @JCStressTest
  @JCStressMeta(Visibility.class)
  @Ref("clh.visibility")
  @State
  public static class UnlockLock extends Handover {
    /** Writes under the lock. */
    @Actor
    public void writer() {
      write();
    }

    /** Locks after the writer and reads. */
    @Actor
    public void reader(I_Result r) {
      r.r1 = writerHasLocked ? lockAndRead() : CAME_FIRST;
    }
  }

  /** Claim clh.visibility: what the holder wrote is seen after a successful tryLock. */
  @JCStressTest
  @JCStressMeta(Visibility.class)
  @Ref("clh.visibility")
  @State
  public static class UnlockTryLock extends Handover {
    /** Writes under the lock. */
    @Actor
    public void writer() {
      write();
    }

    /** Reads if its tryLock succeeds after the writer's lock. */
    @Actor
    public void reader(I_Result r) {
      r.r1 = writerHasLocked ? tryLockAndRead() : CAME_FIRST;
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

  /** A lock that guards a count of passages. */
  static class Passages {
    private final ClhLock lock = new ClhLock();
    private int passages;

    final int lockAndPass() {
      lock.lock();
      return pass();
    }

    final int tryLockAndPass() {
      return lock.tryLock() ? pass() : 0;
    }

    private int pass() {
      int place = ++passages;
      leave(lock);
      return place;
    }
  }

  /**
   * A lock that guards a write.
   *
   * <p>The mark is set after lock and before the write. So it gives the reader no edge to the
   * write, and yet a reader that has seen it can get the lock only after the writer's unlock.
   */
  static class Handover {
    static final int CAME_FIRST = -1;

    volatile boolean writerHasLocked;
    private final ClhLock lock = new ClhLock();
    private int written;

    final void write() {
      lock.lock();
      writerHasLocked = true;
      written = 1;
      leave(lock);
    }

    final int lockAndRead() {
      lock.lock();
      return read();
    }

    final int tryLockAndRead() {
      return lock.tryLock() ? read() : CAME_FIRST;
    }

    private int read() {
      int seen = written;
      leave(lock);
      return seen;
    }
  }

  private static void leave(ClhLock lock) {
    try {
      lock.unlock();
    } catch (IllegalMonitorStateException displaced) {
      // Another thread has taken the holder's place. The outcome tells, if it is let through.
    }
  }
}
