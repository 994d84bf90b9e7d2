// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import static dev.lockproof.local.Waiters.startParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockproof.testkit.SemaphoreContract;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("semaphore.permits")
@Tag("semaphore.visibility")
@Tag("semaphore.order")
@Tag("semaphore.progress")
@Tag("semaphore.abort")
class FairSemaphoreTest implements SemaphoreContract {
  private static final int PERMITS = 3;
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);

  private final AtomicLong now = new AtomicLong();
  private final FairSemaphore semaphore = new FairSemaphore(PERMITS, now::get);
  private final Queue<String> outcomes = new ConcurrentLinkedQueue<>();

  /** An attempt that may be interrupted. */
  interface Attempt {
    /** Acquires, and returns whether that was in time. */
    boolean succeeds() throws InterruptedException;
  }

  @Override
  public void acquire() throws InterruptedException {
    semaphore.acquire(1);
  }

  @Override
  public boolean tryAcquire() {
    return semaphore.tryAcquire(1);
  }

  @Override
  public void release() {
    semaphore.release(1);
  }

  @Override
  public int permits() {
    return PERMITS;
  }

  @Override
  public boolean isWaiting(Thread thread) {
    return Waiters.isParked(thread);
  }

  /** Claim order: the first waiter is served first, though there are enough for the second. */
  @Test
  void servesInOrderWhateverIsWanted() throws InterruptedException {
    semaphore.acquire(2);
    Thread wantsAll =
        startWaiting("all", () -> semaphore.tryAcquire(3, HOUR, TimeUnit.NANOSECONDS));
    Thread wantsOne =
        startWaiting("one", () -> semaphore.tryAcquire(1, HOUR, TimeUnit.NANOSECONDS));
    assertThat(semaphore.tryAcquire(1)).as("tryAcquire while others wait").isFalse();
    semaphore.release(2);
    wantsAll.join();
    assertThat(outcomes).containsExactly("all true");
    semaphore.release(3);
    wantsOne.join();
    assertThat(semaphore.tryAcquire(2)).as("tryAcquire of what is left").isTrue();
    assertThat(semaphore.tryAcquire(1)).as("tryAcquire of more").isFalse();
  }

  /** Claim progress: one release serves as many waiters as it is enough for. */
  @Test
  void servesSeveralAtOnce() throws InterruptedException {
    semaphore.acquire(3);
    Thread one = startWaiting("one", () -> semaphore.tryAcquire(1, HOUR, TimeUnit.NANOSECONDS));
    Thread two = startWaiting("two", () -> semaphore.tryAcquire(2, HOUR, TimeUnit.NANOSECONDS));
    semaphore.release(3);
    one.join();
    two.join();
    assertThat(outcomes).containsExactlyInAnyOrder("one true", "two true");
  }

  /** Claim abort: who gives up lets those behind it have what was too little for itself. */
  @Test
  void whoGivesUpLetsOthersHaveTheirs() throws InterruptedException {
    semaphore.acquire(2);
    Thread leaving = startWaiting("all", () -> semaphore.tryAcquire(3, HOUR, TimeUnit.NANOSECONDS));
    Thread staying =
        startWaiting("one", () -> semaphore.tryAcquire(1, 2 * HOUR, TimeUnit.NANOSECONDS));
    now.set(HOUR);
    LockSupport.unpark(leaving);
    leaving.join();
    staying.join();
    assertThat(outcomes).containsExactlyInAnyOrder("all false", "one true");
  }

  /** Claim abort: likewise who is interrupted; and who was the last leaves nobody waiting. */
  @Test
  void whoIsInterruptedLeavesNothingBehind() throws InterruptedException {
    semaphore.acquire(2);
    Thread leaving = startWaiting("all", () -> semaphore.tryAcquire(3, HOUR, TimeUnit.NANOSECONDS));
    leaving.interrupt();
    leaving.join();
    assertThat(outcomes).containsExactly("all interrupted");
    assertThat(semaphore.tryAcquire(1)).as("tryAcquire after the last waiter left").isTrue();
  }

  /** Claim abort: without time nobody waits, and nothing is taken that is not there. */
  @Test
  void doesNotWaitWithoutTime() throws InterruptedException {
    for (long time : new long[] {0, -1, Long.MIN_VALUE}) {
      assertThat(semaphore.tryAcquire(4, time, TimeUnit.DAYS)).isFalse();
      assertThat(semaphore.tryAcquire(3, time, TimeUnit.DAYS)).isTrue();
      semaphore.release(3);
    }
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> semaphore.tryAcquire(1, 0, TimeUnit.DAYS))
        .isInstanceOf(InterruptedException.class);
    assertThat(semaphore.tryAcquire(3)).isTrue();
  }

  /** Claim progress: who must not be interrupted waits on, and keeps its status. */
  @Test
  void acquiresUninterruptibly() throws InterruptedException {
    semaphore.acquire(3);
    Thread waiter =
        startWaiting(
            "one",
            () -> {
              semaphore.acquireUninterruptibly(1);
              return Thread.interrupted();
            });
    waiter.interrupt();
    semaphore.release(1);
    waiter.join();
    assertThat(outcomes).containsExactly("one true");
  }

  /** Claim permits: nonsense is refused, and changes nothing. */
  @Test
  void refusesNonsense() {
    for (int permits : new int[] {0, -1, Integer.MIN_VALUE}) {
      assertThatThrownBy(() -> semaphore.acquire(permits)).hasMessageContaining("" + permits);
      assertThatThrownBy(() -> semaphore.acquireUninterruptibly(permits))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> semaphore.tryAcquire(permits))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> semaphore.tryAcquire(permits, 1, TimeUnit.DAYS))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> semaphore.release(permits))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new FairSemaphore(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(semaphore.tryAcquire(3)).isTrue();
  }

  /** Claim permits: the greatest number is reached, and not exceeded, also while one waits. */
  @Test
  void refusesTooManyPermits() throws InterruptedException {
    var full = new FairSemaphore(Integer.MAX_VALUE);
    assertThatThrownBy(() -> full.release(1)).isInstanceOf(IllegalStateException.class);
    assertThat(full.tryAcquire(Integer.MAX_VALUE)).isTrue();
    full.release(Integer.MAX_VALUE - 1);
    Thread waiter = startWaiting("all", () -> full.tryAcquire(Integer.MAX_VALUE, 1, TimeUnit.DAYS));
    assertThatThrownBy(() -> full.release(2)).isInstanceOf(IllegalStateException.class);
    full.release(1);
    waiter.join();
    assertThat(outcomes).containsExactly("all true");
    assertThat(full.tryAcquire(1)).isFalse();
  }

  /** Starts a thread that attempts to acquire; returns once it is parked. */
  private Thread startWaiting(String name, Attempt attempt) {
    return startParked(
        () -> {
          try {
            outcomes.add(name + " " + attempt.succeeds());
          } catch (InterruptedException e) {
            outcomes.add(name + " interrupted");
          }
        });
  }
}
