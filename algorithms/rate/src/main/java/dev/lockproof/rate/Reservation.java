// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A place in a line: permits that are due at some time, sooner if somebody before gives up. */
public final class Reservation {
  private final Line line;

  /** The units that it is for. */
  final long cost;

  /** When it is due, and what is left then; like all below, accessed in the monitor only. */
  Line.Level level;

  /** Who waits for it and has to be woken up when its time changes. */
  @Nullable Thread waiter;

  private boolean cancelled;

  Reservation(Line line, long cost, Line.Level level) {
    this.line = line;
    this.cost = cost;
    this.level = level;
  }

  /** Returns in how long the permits are due at the latest; zero if they are. */
  public Duration delay() {
    synchronized (line) {
      return Duration.ofNanos(Math.max(0, level.at() - line.look()));
    }
  }

  /**
   * Waits until the permits are due.
   *
   * @throws InterruptedException if the thread is interrupted before that; this is cancelled then
   * @throws IllegalStateException if this was or is cancelled
   */
  public void await() throws InterruptedException {
    for (long nanos = watch(); nanos > 0; nanos = watch()) {
      if (Thread.interrupted()) {
        if (cancel()) {
          throw new InterruptedException();
        }
        Thread.currentThread().interrupt();
        return;
      }
      line.park(nanos); // Park
    }
  }

  private long watch() {
    synchronized (line) {
      if (cancelled) {
        throw new IllegalStateException("this reservation was cancelled");
      }
      waiter = Thread.currentThread();
      return level.at() - line.look(); // Return, if it is due
    }
  }

  /**
   * Gets out of the line, if the permits are not due yet.
   *
   * @return whether they were not; if so, this takes nothing any more
   */
  public boolean cancel() {
    synchronized (line) {
      line.look();
      boolean there = line.remove(this);
      cancelled |= there;
      return there;
    }
  }
}
