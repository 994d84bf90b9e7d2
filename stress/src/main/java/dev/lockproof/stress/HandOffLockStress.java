// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.lockproof.local.HandOffLock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** {@link HandOffLock} on this JVM and this processor. */
public final class HandOffLockStress {
  private HandOffLockStress() {}

  /** Claim hand-off.exclusion: a thread whose tryLock succeeds passes alone. */
  @JCStressTest
  @JCStressMeta(LockState.MutualExclusion.class)
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "tryLock failed, one passage")
  @Ref("hand-off.exclusion")
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

  /** Claim hand-off.visibility: what the holder wrote is seen after the next lock. */
  @JCStressTest
  @JCStressMeta(LockState.Visibility.class)
  @Ref("hand-off.visibility")
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

  /** The lock. */
  static class Locked extends LockState {
    private final HandOffLock lock = new HandOffLock();

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
  }
}
