// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockproof.rate.Rate;
import dev.lockproof.rate.TokenBucket;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** {@link TokenBucket} on this JVM and this processor. */
public final class TokenBucketStress {
  private TokenBucketStress() {}

  /** Claim token-bucket.window: two threads get no more than the burst at one moment. */
  @JCStressTest
  @Outcome(
      id = {"0, 3", "1, 2", "2, 1", "3, 0"},
      expect = ACCEPTABLE,
      desc = "three of three permits")
  @Outcome(expect = FORBIDDEN, desc = "not as many as there were")
  @Ref("token-bucket.window")
  @State
  public static class ThreeThree extends Bucket {
    /** Creates three permits. */
    public ThreeThree() {
      super(3);
    }

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
  }

  /** Claim token-bucket.linearizable: of two requests for the last permit one gets it. */
  @JCStressTest
  @JCStressMeta(OneOfTwo.class)
  @Ref("token-bucket.linearizable")
  @State
  public static class LastPermit extends Bucket {
    /** Creates one permit. */
    public LastPermit() {
      super(1);
    }

    /** Asks and is told. */
    @Actor
    public void one(II_Result r) {
      r.r1 = decide();
    }

    /** Asks. */
    @Actor
    public void other(II_Result r) {
      r.r2 = take();
    }
  }

  /** Claim token-bucket.exact: a permit that came in is got by who knows, or by another. */
  @JCStressTest
  @JCStressMeta(OneOfTwo.class)
  @Ref("token-bucket.exact")
  @State
  public static class RefillTake extends Bucket {
    /** Creates an empty bucket. */
    public RefillTake() {
      super(1);
      take();
    }

    /** Lets time pass and asks. */
    @Actor
    public void one(II_Result r) {
      now = SECOND;
      r.r1 = take();
    }

    /** Asks before or after. */
    @Actor
    public void other(II_Result r) {
      r.r2 = decide();
    }
  }

  /** Claim token-bucket.window: nobody gets a permit of an era that is ending. */
  @JCStressTest
  @JCStressMeta(OneOfTwo.class)
  @Ref("token-bucket.window")
  @State
  public static class EraEnds extends Bucket {
    /** Creates one permit, in the last nanosecond of an era. */
    public EraEnds() {
      super(1, new Rate(AGE, Duration.ofNanos(AGE + 1)));
      now = 2;
    }

    /** Lets the era end and asks. */
    @Actor
    public void one(II_Result r) {
      now = 3;
      r.r1 = take();
    }

    /** Asks before or after. */
    @Actor
    public void other(II_Result r) {
      r.r2 = take();
    }
  }

  /** Outcomes of two requests for one permit. */
  @Outcome(
      id = {"0, 1", "1, 0"},
      expect = ACCEPTABLE,
      desc = "one was admitted")
  @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "one permit was given twice")
  @Outcome(expect = FORBIDDEN, desc = "a permit that was there was refused")
  public static class OneOfTwo {}

  /** A bucket, at one permit a second if nothing else is said, and its clock. */
  static class Bucket {
    static final long SECOND = 1_000_000_000;

    /** Permits in a nanosecond more than their number: so finely divided that an era has two. */
    static final long AGE = (1L << 60) - 1;

    volatile long now;
    private final TokenBucket bucket;

    Bucket(long burst) {
      this(burst, Rate.perSecond(1));
    }

    Bucket(long burst, Rate rate) {
      bucket = new TokenBucket(burst, rate, () -> now);
    }

    final int take() {
      return bucket.tryAcquire() ? 1 : 0;
    }

    final int decide() {
      return bucket.decide().allowed() ? 1 : 0;
    }
  }
}
