// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import dev.lockproof.simulation.Agenda.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A world in which time passes only from event to event: true time, what is to come, and what was.
 *
 * <p>All on one thread. Two events of one time come in the order in which they were arranged.
 */
public final class World {
  private final Schedule schedule;
  private final Log log;
  private final Agenda queue = new Agenda();
  private final long grain;
  private final List<Event> messages = new ArrayList<>();
  private final List<Event> timers = new ArrayList<>();
  private long now;
  private long arranged;
  private int processes;
  private int events;
  private @Nullable RuntimeException trouble;

  /** Who is told when an event comes and when it is over, if anybody is. */
  @Nullable Tracer tracer;

  /** Creates a world all of whose times are multiples of {@code grain} nanoseconds. */
  World(Schedule schedule, boolean keepsRows, long grain) {
    this.schedule = schedule;
    this.log = new Log(keepsRows);
    this.grain = grain;
  }

  /** Returns the true time in nanoseconds. */
  public long now() {
    return now;
  }

  /** Returns what happened so far. */
  public Log log() {
    return log;
  }

  Schedule schedule() {
    return schedule;
  }

  /** Returns how many events there were. */
  int events() {
    return events;
  }

  /** Returns the number of a new process. */
  int register() {
    return processes++;
  }

  /** Arranges a step, after that much true time. */
  Event after(long nanos, Participant process, Runnable step) {
    long time = grain == 1 ? now + nanos : -Math.floorDiv(-now - nanos, grain) * grain;
    var event = new Event(time, arranged++, process, step);
    if (schedule.isOrdering()) {
      timers.add(event);
    } else {
      queue.add(event);
    }
    return event;
  }

  /** Arranges the arrival of a message, after that much true time or when its turn is picked. */
  void message(long nanos, Participant process, Runnable step) {
    if (schedule.isOrdering()) {
      messages.add(new Event(now, arranged++, process, step));
    } else {
      after(nanos, process, step);
    }
  }

  /** Lets one event happen; returns false if there is none. */
  boolean step() {
    while (true) {
      throwTrouble();
      Event event = next();
      if (event == null) {
        return false;
      }
      if (event.isCancelled() || event.process.isGone) {
        continue;
      }
      if (event.process.standsUntil > Math.max(now, event.time())) {
        postpone(event, event.process.standsUntil);
        continue;
      }
      now = Math.max(now, event.time());
      events++;
      if (tracer != null) {
        tracer.pass();
      }
      event.step.run();
      if (tracer != null) {
        tracer.settle();
      }
      throwTrouble();
      return true;
    }
  }

  /** Notes trouble of this world itself, where whoever calls would hide it. */
  void trouble(RuntimeException e) {
    trouble = trouble == null ? e : trouble;
  }

  private void throwTrouble() {
    if (trouble != null) {
      throw trouble;
    }
  }

  private void postpone(Event event, long time) {
    if (schedule.isOrdering()) {
      event.postpone(time);
      timers.add(event);
    } else {
      queue.postpone(event, time);
    }
  }

  private @Nullable Event next() {
    return schedule.isOrdering() ? picked() : queue.poll();
  }

  /** Any message may be next, or any of the events that are first as time passes. */
  private @Nullable Event picked() {
    messages.removeIf(event -> event.process.isGone);
    timers.removeIf(event -> event.isCancelled() || event.process.isGone);
    var options = new ArrayList<>(messages);
    long first = timers.stream().mapToLong(Event::time).min().orElse(0);
    timers.stream().filter(event -> event.time() == first).forEach(options::add);
    int pick = options.isEmpty() ? -1 : schedule.pick(options, messages.size());
    if (pick < 0) {
      return null;
    }
    Event event = options.get(pick);
    (pick < messages.size() ? messages : timers).remove(event);
    return event;
  }
}
