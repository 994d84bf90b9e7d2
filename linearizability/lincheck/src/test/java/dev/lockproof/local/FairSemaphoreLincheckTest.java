// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import dev.lockproof.lincheck.LincheckTest;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;

/**
 * The permits, visibility, progress and abort of {@link FairSemaphore}: of two permits, no more are
 * ever out, also if some give up and come again; and a counter of those who have both is
 * linearizable.
 *
 * <p>In this package because the clock is private to it: here it goes on by one whenever somebody
 * looks at it, so that a waiter gives up soon.
 */
@Tag("semaphore.permits")
@Tag("semaphore.visibility")
@Tag("semaphore.progress")
@Tag("semaphore.abort")
@NullMarked
public class FairSemaphoreLincheckTest extends LincheckTest {
  private static final int ALL = 2;

  private long now;
  private final FairSemaphore semaphore = new FairSemaphore(ALL, () -> now++);
  private final AtomicInteger out = new AtomicInteger();
  private int count;

  /** Passes with one permit; returns whether there were no more out than there are. */
  @Operation(blocking = true)
  public boolean pass() {
    semaphore.acquireUninterruptibly(1);
    return passWith(1);
  }

  /** Passes likewise after a short wait or, if that was in vain, after a long one. */
  @Operation(blocking = true)
  public boolean giveUpAndPass() throws InterruptedException {
    if (!semaphore.tryAcquire(1, 1, TimeUnit.NANOSECONDS)) {
      semaphore.acquireUninterruptibly(1);
    }
    return passWith(1);
  }

  /** Counts with all permits, without waiting where that is possible. */
  @Operation(blocking = true)
  public int tryAllAndCount() {
    if (!semaphore.tryAcquire(ALL)) {
      semaphore.acquireUninterruptibly(ALL);
    }
    return count();
  }

  /** Counts with all permits, after a short wait for them and, if that was in vain, a long one. */
  @Operation(blocking = true)
  public int giveUpAllAndCount() throws InterruptedException {
    if (!semaphore.tryAcquire(ALL, 1, TimeUnit.NANOSECONDS)) {
      semaphore.acquireUninterruptibly(ALL);
    }
    return count();
  }

  private int count() {
    int mine = ++count;
    return passWith(ALL) ? mine : -1;
  }

  private boolean passWith(int permits) {
    boolean kept = out.addAndGet(permits) <= ALL;
    out.addAndGet(-permits);
    semaphore.release(permits);
    return kept;
  }

  /** A counter without threads. */
  public static class Sequential {
    private int count;

    /** Passes. */
    public boolean pass() {
      return true;
    }

    /** Passes. */
    public boolean giveUpAndPass() {
      return true;
    }

    /** Counts. */
    public int tryAllAndCount() {
      return ++count;
    }

    /** Counts. */
    public int giveUpAllAndCount() {
      return ++count;
    }
  }
}
