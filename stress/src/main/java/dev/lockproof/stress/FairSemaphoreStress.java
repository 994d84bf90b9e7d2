// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.lockproof.local.FairSemaphore;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** {@link FairSemaphore} of one permit, which is a lock, on this JVM and this processor. */
public final class FairSemaphoreStress {
  private FairSemaphoreStress() {}

  /** Claim semaphore.permits: a thread whose tryAcquire succeeds passes alone. */
  @JCStressTest
  @JCStressMeta(LockState.MutualExclusion.class)
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "tryAcquire failed, one passage")
  @Ref("semaphore.permits")
  @State
  public static class AcquireTryAcquire extends OnePermit {
    /** Passes first or second. */
    @Actor
    public void acquirer(II_Result r) {
      r.r1 = lockAndPass();
    }

    /** Passes first, second or not at all. */
    @Actor
    public void trier(II_Result r) {
      r.r2 = tryLockAndPass();
    }
  }

  /** Claim semaphore.visibility: what was written before release is seen after acquire. */
  @JCStressTest
  @JCStressMeta(LockState.Visibility.class)
  @Ref("semaphore.visibility")
  @State
  public static class ReleaseAcquire extends OnePermit {
    /** Writes with the permit. */
    @Actor
    public void writer() {
      lockAndWrite();
    }

    /** Acquires the permit after the writer and reads. */
    @Actor
    public void reader(I_Result r) {
      r.r1 = lockAndRead();
    }
  }

  /** The semaphore. */
  static class OnePermit extends LockState {
    private final FairSemaphore semaphore = new FairSemaphore(1);

    @Override
    final void lock() {
      semaphore.acquireUninterruptibly(1);
    }

    @Override
    final boolean tryLock() {
      return semaphore.tryAcquire(1);
    }

    @Override
    final void unlock() {
      semaphore.release(1);
    }
  }
}
