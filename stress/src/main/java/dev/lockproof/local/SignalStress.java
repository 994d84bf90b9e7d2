// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * {@link Signal} on this JVM and this processor.
 *
 * <p>It stands in the package of its subject, which is not public.
 */
public final class SignalStress {
  private SignalStress() {}

  /** Claim signal.visibility: what precedes raise is seen after await. */
  @JCStressTest
  @JCStressMeta(Visibility.class)
  @Ref("signal.visibility")
  @State
  public static class RaiseAwait {
    private final Signal signal = new Signal();
    private int written;

    /** Writes and raises. */
    @Actor
    public void raiser() {
      written = 1;
      signal.raise();
    }

    /** Awaits and reads. */
    @Actor
    public void waiter(I_Result r) {
      signal.await();
      r.r1 = written;
    }
  }

  /** Claim signal.visibility: what precedes raise is seen by a waiter that did not spin first. */
  @JCStressTest
  @JCStressMeta(Visibility.class)
  @Ref("signal.visibility")
  @State
  public static class RaisePark {
    private final Signal signal = new Signal();
    private int written;

    /** Writes and raises. */
    @Actor
    public void raiser() {
      written = 1;
      signal.raise();
    }

    /** Parks and reads. */
    @Actor
    public void waiter(I_Result r) {
      signal.park();
      r.r1 = written;
    }
  }

  /** The outcome of a read that follows the wait. */
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "the write before raise is seen")
  @Outcome(expect = FORBIDDEN, desc = "the wait ended without the write before raise")
  public static class Visibility {}
}
