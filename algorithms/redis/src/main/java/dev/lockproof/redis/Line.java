// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.lockproof.lease.LeaseTimeoutException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Those in one process who wait for a lease of one resource: first come, first served, and only the
 * first of them asks the store.
 *
 * <p><b>Assumptions.</b> The store says so when a lease is released. What it says may be missed.
 *
 * <p><b>Guarantee.</b> Of those who wait in one process, whoever came first is granted the lease
 * first. At most one request for the resource is on its way. While nothing that the store says is
 * missed, a release wakes the first of the line; if it is missed, or the holder vanished, the
 * resource is asked for again after the longest poll, or when the holder's time-to-live is over, if
 * that is sooner. Who gives up leaves nothing behind, and takes no news along.
 *
 * <p><b>Progress.</b> Deadlock-free; starvation-free among those of one process, if the process is
 * granted the lease again and again.
 *
 * <p><b>Memory consistency effects.</b> What the first of a line did before it left happens-before
 * what the next does when it is the first.
 *
 * <p><b>Cost.</b> One request for each release, poll, and waiter whose time is over while it is the
 * first. Nothing is listened to before the first request has missed.
 *
 * <p><b>Limits.</b> Not fair among processes. A newcomer that is not willing to wait passes the
 * line.
 *
 * <p><b>Failure.</b> A request that hangs keeps the line waiting, until its client gives it up.
 *
 * <p><b>Evidence.</b> Claims {@code lease-line.*} in the report; mutants {@code Line*}.
 */
final class Line {
  /*
   * Algorithm.
   *
   *   Enter: to the end of the line         Leave: with the lease, or without
   *      |                                     ^
   *      v                                     |
   *   first ---- Rest: until news, or for a while ---- Ask ---- a miss: listen, and rest again
   *
   * The news is a permit. It is taken away before the store is asked: what is told after that is
   * about what the store may not have known when it answered. Listening begins with news, as nobody
   * knows what was said before; so whoever missed, and then listens, asks once more.
   *
   * How long to rest is told by the latest answer: after a miss until the next poll, after a grant
   * as long, for the next in the line can know that the resource is taken. Whoever takes the news
   * and does not come to an answer, because it was interrupted or the store failed, leaves no rest
   * to the next: it asks at once.
   *
   * These are the actions of models/specs/lease-line/LeaseLine.tla and the labels below.
   */

  /** A key that has no millisecond left is there for another one. */
  private static final long MORE = MILLISECONDS.toNanos(1);

  private final String resource;
  private final Supplier<Notices.Listener> listening;
  private final Pace pace;

  /** Held by the first of the line. */
  private final ReentrantLock first = new ReentrantLock(true);

  /** Has a permit when something may have changed since the store was asked last. */
  private final Semaphore news = new Semaphore(0);

  /** Hears of releases, from the first miss on; as all below, the first's alone. */
  private Notices.@Nullable Listener listener;

  /** Whether there is no need to ask before that time, unless there is news. */
  private boolean isResting;

  private long rested;

  /** How many requests have missed since the last grant in this line. */
  private int misses;

  /** Creates an empty line. */
  Line(String resource, Notices notices, String channel, Pace pace) {
    this.resource = resource;
    this.pace = pace;
    this.listening = () -> notices.listen(channel, this::tell);
  }

  /**
   * Waits in the line, and asks when first.
   *
   * @throws LeaseTimeoutException if none was granted for that long
   * @throws InterruptedException if interrupted while waiting, or before a request
   */
  <L> L acquire(Supplier<Attempt<L>> request, Duration maxWait, long maxNanos)
      throws InterruptedException {
    long start = pace.clock().getAsLong();
    if (!first.tryLock(maxNanos, NANOSECONDS)) { // Enter
      throw new LeaseTimeoutException(resource, maxWait);
    }
    try {
      for (long left = maxNanos; ; ) {
        rest(left);
        Attempt<L> attempt = request.get(); // Ask
        left = maxNanos - (pace.clock().getAsLong() - start);
        if (attempt.lease().isPresent()) {
          misses = 0;
          restFor(attempt); // Granted
          return attempt.lease().get();
        }
        if (left <= 0) {
          throw new LeaseTimeoutException(resource, maxWait);
        }
        if (listener == null) {
          listener = listening.get();
        }
        restFor(attempt); // Missed
        misses++;
      }
    } finally {
      first.unlock(); // Leave
    }
  }

  /** Waits until there is a reason to ask. */
  private void rest(long left) throws InterruptedException {
    long nanos = Math.min(left, rested - pace.clock().getAsLong());
    if (isResting && nanos > 0) {
      pace.waiting().await(news, nanos); // Rest
    }
    isResting = false;
    news.drainPermits(); // Wake
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while waiting for '" + resource + "'");
    }
  }

  /** Notes until when there is no reason to ask, but for news. */
  private void restFor(Attempt<?> attempt) {
    boolean isTold = listener != null && listener.isListening();
    long rest = isTold ? Math.min(pace.poll(), left(attempt)) : pace.backoff().delay(misses);
    rested = pace.clock().getAsLong() + rest;
    isResting = true;
  }

  /** Returns how many nanoseconds the lease is there at most, if it is left alone. */
  private static long left(Attempt<?> attempt) {
    long millis = attempt.takenMillis();
    return millis < 0 ? Long.MAX_VALUE : Math.max(MORE, MILLISECONDS.toNanos(millis));
  }

  /** There is news. One permit is as good as many, and never too many. */
  private void tell() {
    if (news.availablePermits() == 0) {
      news.release();
    }
  }

  /** Returns whether somebody missed, and so listens. */
  boolean isListening() {
    return listener != null;
  }

  /** Stops to listen; nobody is in the line any more. */
  void close() {
    if (listener != null) {
      listener.close();
    }
  }
}
