// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.LongSupplier;

/**
 * A rate limiter for many processors: a token bucket from which stripes draw several permits at
 * once and serve them without a look at the clock.
 *
 * <p>It is to {@link TokenBucket} what {@link java.util.concurrent.atomic.LongAdder} is to a
 * counter, and gives up as little exactness as it can: never on the side of too much.
 *
 * <p><b>Guarantee.</b> The permits admitted in any window of time are at most burst + rate × length
 * of the window, as with {@code TokenBucket}. The slack is what the stripes may hold, stripes ×
 * (draw − 1); in a window that begins with the creation the bound is less by that. No request is
 * refused that a burst smaller by twice the slack lets through. The clock must not go back.
 *
 * <p><b>Progress.</b> Lock-free. Who is slow to draw stops nobody: others of its stripe ask the
 * bucket.
 *
 * <p><b>Memory consistency effects.</b> None.
 *
 * <p><b>Cost.</b> One compare-and-set of a word that threads of other stripes do not touch; of so
 * many requests as are drawn at once, one asks the bucket. A refusal reads the clock twice.
 *
 * <p><b>Limits.</b> Only {@link #tryAcquire()} is served by stripes. Requests for more permits, and
 * {@link #decide}, ask the bucket, which holds the burst less the slack: that is the most permits
 * of one request, and what {@link Decision} counts. Nor do two stripes share: an idle one keeps
 * what it has. Not fair.
 *
 * <p><b>Evidence.</b> Claims {@code striped-bucket.*} in the report; mutants {@code Striped*} of
 * the corpus.
 */
public final class StripedBucket implements Limiter {
  /*
   * Algorithm.
   *
   *   bucket --Draw--> DRAWING --Fill--> draw - 1 --Serve--> ... --Serve--> 0 --Claim--> DRAWING
   *      '---Direct---> who finds the stripe drawing, or the bucket with less than a draw
   *
   * Look reads the word of the thread's stripe: what it holds. Serve takes one of that. Who finds
   * nothing claims the stripe, draws from the bucket, keeps one permit and fills the stripe with
   * the others. These are the actions of models/specs/striped-bucket/StripedBucket.tla and the
   * labels below.
   *
   * Invariants. Only who has claimed a stripe draws for it, and the stripe is empty then. So at any
   * moment at most draw - 1 permits of a stripe are drawn and not served: those in its word, or
   * those on their way there. What is admitted in a window is drawn in it, which the bucket limits
   * to its burst and what came in, or was drawn before, of which there is at most the slack. Bucket
   * and slack make the burst.
   *
   * Who is refused found less than it wanted in the bucket. So in some window up to then more was
   * drawn than the bucket's burst, what came in and what is wanted allow together; and of what was
   * drawn all but the slack was admitted. That is the second slack.
   *
   * Access modes. All are volatile, so that all threads agree on the order of Serve and Draw. The
   * words lie two cache lines apart, as processors fetch lines in pairs.
   *
   * Rejected: stripes that take from each other, which would find what is missing and touch all
   * words to refuse; permits that go back to the bucket when they get old, as they are within the
   * bound at any age; waiting for who draws, as it may be descheduled.
   */

  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

  /** What the word of a stripe is while a thread draws for it. */
  private static final long DRAWING = -1;

  /** From one word to the next, in words. */
  private static final int APART = 16;

  /** The part of the burst that stripes may hold, if nothing else is said. */
  private static final int PART = 8;

  private static final int MOST_STRIPES = 1 << 16;

  private final TokenBucket bucket;
  private final long draw;

  /** Which stripe a thread has, as it says, modulo their number. */
  private final LongSupplier thread;

  private final long mask;

  /** Accessed through WORD only. */
  private final long[] words;

  /**
   * Creates a full limiter on {@link System#nanoTime}, with a stripe for each processor, and a
   * slack of at most an eighth of the burst.
   *
   * @throws IllegalArgumentException if {@code burst} is less than 1 or too large for this rate
   */
  public StripedBucket(long burst, Rate rate) {
    this(burst, rate, stripes(), 1 + Math.max(0, burst) / PART / stripes(), System::nanoTime);
  }

  /**
   * Creates a full limiter on a clock of its own, of nanoseconds from any origin.
   *
   * @param stripes how many words there are, a power of two
   * @param draw how many permits a stripe draws at once
   * @throws IllegalArgumentException if the burst less stripes × (draw − 1) is less than a draw or
   *     too large for this rate
   */
  public StripedBucket(long burst, Rate rate, int stripes, long draw, LongSupplier clock) {
    this(burst, rate, stripes, draw, clock, () -> Thread.currentThread().getId());
  }

  StripedBucket(
      long burst, Rate rate, int stripes, long draw, LongSupplier clock, LongSupplier thread) {
    if (stripes < 1 || stripes > MOST_STRIPES || Integer.bitCount(stripes) != 1) {
      throw new IllegalArgumentException(
          "stripes are a power of two up to %d, not %d".formatted(MOST_STRIPES, stripes));
    }
    if (draw < 1 || draw > burst || (draw - 1) > (burst - draw) / stripes) {
      throw new IllegalArgumentException(
          "of a burst of %d, %d stripes do not draw %d at once".formatted(burst, stripes, draw));
    }
    bucket = new TokenBucket(burst - stripes * (draw - 1), rate, clock);
    this.draw = draw;
    this.thread = thread;
    mask = stripes - 1L;
    words = new long[(stripes + 1) * APART];
  }

  private static int stripes() {
    int processors = Runtime.getRuntime().availableProcessors();
    return Math.min(MOST_STRIPES, Integer.highestOneBit(2 * processors - 1));
  }

  /** Takes one permit if the stripe has it, or the bucket; returns whether it was there. */
  @Override
  public boolean tryAcquire() {
    int stripe = (int) (1 + (thread.getAsLong() & mask)) * APART;
    while (true) {
      long held = (long) WORD.getVolatile(words, stripe); // Look
      if (held == DRAWING) {
        return bucket.tryAcquire(); // Direct
      } else if (held > 0) {
        if (WORD.compareAndSet(words, stripe, held, held - 1)) { // Serve
          return true;
        }
      } else if (WORD.compareAndSet(words, stripe, 0, DRAWING)) { // Claim
        return draw(stripe);
      }
    }
  }

  private boolean draw(int stripe) {
    boolean drawn = false;
    try {
      drawn = bucket.tryAcquire(draw); // Draw
    } finally {
      WORD.setVolatile(words, stripe, drawn ? draw - 1 : 0); // Fill
    }
    return drawn || bucket.tryAcquire(); // Direct
  }

  @Override
  public boolean tryAcquire(long permits) {
    return permits == 1 ? tryAcquire() : bucket.tryAcquire(permits);
  }

  @Override
  public Decision decide(long permits) {
    return bucket.decide(permits);
  }
}
