// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is to come, by time and then by number: a binary heap.
 *
 * <p>The queue of the JDK would do; here comparisons, which are most of the work, are inlined.
 */
final class Agenda {
  private @Nullable Event[] heap = new Event[32];
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

    private boolean isBefore(Event other) {
      return time < other.time || (time == other.time && number < other.number);
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  void add(Event event) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    int place = size++;
    while (place > 0) {
      int parent = (place - 1) >>> 1;
      Event above = heap[parent];
      if (above == null || !event.isBefore(above)) {
        break;
      }
      heap[place] = above;
      place = parent;
    }
    heap[place] = event;
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
    Event first = heap[0];
    Event last = heap[--size];
    heap[size] = null;
    if (size > 0 && last != null) {
      sink(last);
    }
    return first;
  }

  private void sink(Event event) {
    int place = 0;
    while (2 * place + 1 < size) {
      int child = 2 * place + 1;
      Event below = heap[child];
      Event other = child + 1 < size ? heap[child + 1] : null;
      if (below != null && other != null && other.isBefore(below)) {
        below = other;
        child++;
      }
      if (below == null || event.isBefore(below)) {
        break;
      }
      heap[place] = below;
      place = child;
    }
    heap[place] = event;
  }
}
