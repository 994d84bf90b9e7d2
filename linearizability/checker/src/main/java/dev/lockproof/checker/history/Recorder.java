// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Records a history while it happens; safe for use by many threads.
 *
 * <p>The clock is read and the event appended under one lock, an invocation before its operation
 * starts and a completion after it ended. So the order of the events never claims a precedence that
 * was not there.
 */
public final class Recorder {
  private final LongSupplier clock;

  /** In the order of their times; guarded by this. */
  private final List<Event> events = new ArrayList<>();

  /** Creates a recorder over a monotonic clock in nanoseconds. */
  public Recorder(LongSupplier clock) {
    this.clock = clock;
  }

  /** Records that a process is about to begin an operation. */
  public Pending invoke(int process, String f, @Nullable String key, @Nullable Object value) {
    append(process, Event.Type.INVOKE, f, key, value);
    return new Pending(process, f, key);
  }

  /** Returns the events so far. */
  public synchronized List<Event> events() {
    return List.copyOf(events);
  }

  /** Returns the history so far; operations under way are of unknown outcome. */
  public History history() {
    return History.of(events());
  }

  private synchronized void append(
      int process, Event.Type type, String f, @Nullable String key, @Nullable Object value) {
    events.add(new Event(process, type, f, key, value, clock.getAsLong()));
  }

  /** An operation under way; it is to be completed once. */
  public final class Pending {
    private final int process;
    private final String f;
    private final @Nullable String key;

    private Pending(int process, String f, @Nullable String key) {
      this.process = process;
      this.f = f;
      this.key = key;
    }

    /** Records that the operation took effect with this result. */
    public void ok(@Nullable Object value) {
      append(process, Event.Type.OK, f, key, value);
    }

    /** Records that the operation surely had no effect. */
    public void fail() {
      append(process, Event.Type.FAIL, f, key, null);
    }

    /** Records that the outcome is unknown; the process must not invoke anything any more. */
    public void info() {
      append(process, Event.Type.INFO, f, key, null);
    }
  }
}
