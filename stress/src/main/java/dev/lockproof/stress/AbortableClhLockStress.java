// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockproof.local.AbortableClhLock;
import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** {@link AbortableClhLock} on this JVM and this processor. */
public final class AbortableClhLockStress {
  private AbortableClhLockStress() {}

  /** Claim abortable-clh.exclusion: a thread whose tryLock succeeds passes alone. */
  @JCStressTest
  @JCStressMeta(LockState.MutualExclusion.class)
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "tryLock failed, one passage")
  @Ref("abortable-clh.exclusion")
  @State
  public static class LockTryLock extends Locked {
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

  /** Claim abortable-clh.visibility: what the holder wrote is seen after the next lock. */
  @JCStressTest
  @JCStressMeta(LockState.Visibility.class)
  @Ref("abortable-clh.visibility")
  @State
  public static class UnlockLock extends Locked {
    /** Writes under the lock. */
    @Actor
    public void writer() {
      lockAndWrite();
    }

    /** Locks after the writer and reads. */
    @Actor
    public void reader(I_Result r) {
      r.r1 = lockAndRead();
    }
  }

  /** Claim abortable-clh.abort: when one has passed and one has given up, the lock is free. */
  @JCStressTest
  @Outcome(
      id = {"1, 2, 3", "2, 1, 3"},
      expect = ACCEPTABLE,
      desc = "both passed, and the lock is free")
  @Outcome(id = "1, 0, 2", expect = ACCEPTABLE, desc = "one gave up, and the lock is free")
  @Outcome(expect = FORBIDDEN, desc = "the lock is not free, or two held it at once")
  @Ref("abortable-clh.abort")
  @State
  public static class LockGiveUp extends Locked {
    /** Passes first or second. */
    @Actor
    public void locker(III_Result r) {
      r.r1 = lockAndPass();
    }

    /** Passes, or gives up after a moment. */
    @Actor
    public void leaver(III_Result r) {
      r.r2 = waitAndPass();
    }

    /** Passes last. */
    @Arbiter
    public void last(III_Result r) {
      r.r3 = tryLockAndPass();
    }
  }

  /** The lock. */
  static class Locked extends LockState {
    private final AbortableClhLock lock = new AbortableClhLock();

    @Override
    final void lock() {
      lock.lock();
    }

    @Override
    final boolean tryLock() {
      return lock.tryLock();
    }

    @Override
    final void unlock() {
      lock.unlock();
    }

    final int waitAndPass() {
      try {
        return lock.tryLock(1, TimeUnit.NANOSECONDS) ? pass() : 0;
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts", e);
      }
    }
  }
}
