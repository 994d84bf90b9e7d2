// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is to come, by time and then by number.
 *
 * <p>The queue of the JDK would do. But there are few events at a time, and most that are added are
 * soon to come: so they are kept in order, the first at the end, and their times beside them.
 */
final class Agenda {
  private static final int FEW = 32;

  private @Nullable Event[] events = new Event[FEW];

  /** The time of each, never increasing. */
  private long[] times = new long[FEW];

  private int size;

  /** Something that will happen. */
  static final class Event {
    final Participant process;
    final Runnable step;
    private final long number;
    private long time;
    private boolean isCancelled;

    Event(long time, long number, Participant process, Runnable step) {
      this.time = time;
      this.number = number;
      this.process = process;
      this.step = step;
    }

    long time() {
      return time;
    }

    /** Returns its place among those of one time. */
    long number() {
      return number;
    }

    void cancel() {
      isCancelled = true;
    }

    boolean isCancelled() {
      return isCancelled;
    }

    void postpone(long later) {
      time = later;
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  void add(Event event) {
    if (size == events.length) {
      events = Arrays.copyOf(events, 2 * size);
      times = Arrays.copyOf(times, 2 * size);
    }
    int place = size++;
    while (place > 0 && isAfter(event, place - 1)) {
      events[place] = events[place - 1];
      times[place] = times[place - 1];
      place--;
    }
    events[place] = event;
    times[place] = event.time;
  }

  /** Returns whether an event comes after the one at that place. */
  private boolean isAfter(Event event, int place) {
    long time = times[place];
    Event other = events[place];
    return event.time > time
        || (event.time == time && other != null && event.number > other.number);
  }

  /** Adds an event that was taken out, at another time. */
  void postpone(Event event, long time) {
    event.postpone(time);
    add(event);
  }

  /** Takes the first event out; null if there is none. */
  @Nullable Event poll() {
    if (size == 0) {
      return null;
    }
    Event first = events[--size];
    events[size] = null;
    return first;
  }
}
