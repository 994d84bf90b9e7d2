// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockproof.rate.Rate;
import dev.lockproof.rate.StripedBucket;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** {@link StripedBucket} on this JVM and this processor. */
public final class StripedBucketStress {
  private StripedBucketStress() {}

  /** Claim striped-bucket.window: two threads of one stripe get no more than was drawn. */
  @JCStressTest
  @Outcome(
      id = {"0, 3", "1, 2", "2, 1", "3, 0"},
      expect = ACCEPTABLE,
      desc = "all of the bucket's three permits")
  @Outcome(expect = FORBIDDEN, desc = "not as many as there were")
  @Ref("striped-bucket.window")
  @State
  public static class ThreeThree {
    private final StripedBucket bucket = new StripedBucket(4, Rate.perSecond(1), 1, 2, () -> 0);

    /** Gets some. */
    @Actor
    public void one(II_Result r) {
      r.r1 = take() + take() + take();
    }

    /** Gets the others. */
    @Actor
    public void other(II_Result r) {
      r.r2 = take() + take() + take();
    }

    private int take() {
      return bucket.tryAcquire() ? 1 : 0;
    }
  }
}
