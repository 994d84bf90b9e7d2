// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A timer that sets one alarm for all its tasks: for the earliest, and leaves it there when that is
 * cancelled.
 *
 * <p>Leases are granted with much the same time-to-live and mostly released long before it is over.
 * So the alarm is hardly ever moved, and no thread is woken up for a lease that does not expire.
 */
final class EarliestTimer implements LeaseTimer {
  private final LeaseTimer alarms;
  private final LongSupplier clock;

  /** The tasks that neither ran nor were cancelled; the monitor of all that is mutable here. */
  private final TreeSet<Task> tasks = new TreeSet<>(Task::compare);

  private long number;

  /** Not later than for the first task; null only if there is none, or it could not be set. */
  private @Nullable Alarm alarm;

  /** Creates a timer on another one, by a clock of monotonic nanoseconds. */
  EarliestTimer(LeaseTimer alarms, LongSupplier clock) {
    this.alarms = alarms;
    this.clock = clock;
  }

  @Override
  public Runnable after(long nanos, Runnable action) {
    synchronized (tasks) {
      long now = clock.getAsLong();
      var task = new Task(now + nanos, number++, action);
      if (alarm == null || task.at - alarm.at < 0) {
        set(task.at, now);
      }
      tasks.add(task);
      return () -> cancel(task);
    }
  }

  private void cancel(Task task) {
    synchronized (tasks) {
      tasks.remove(task);
    }
  }

  /** Sets the alarm for that time, in place of the one that is set. */
  private void set(long at, long now) {
    var next = new Alarm(at);
    Runnable cancel = alarms.after(Math.max(0, at - now), () -> ring(next));
    if (alarm != null) {
      alarm.cancel.run();
    }
    next.cancel = cancel;
    alarm = next;
  }

  /** Runs the first task, if it is time, once the alarm is set for the next. */
  private void ring(Alarm rung) {
    Task due = null;
    synchronized (tasks) {
      if (rung != alarm) {
        return; // another one was set meanwhile
      }
      alarm = null;
      long now = clock.getAsLong();
      if (!tasks.isEmpty() && tasks.first().at - now <= 0) {
        due = tasks.pollFirst();
      }
      if (!tasks.isEmpty()) {
        set(tasks.first().at, now);
      }
    }
    if (due != null) {
      due.action.run();
    }
  }

  private record Task(long at, long number, Runnable action) {
    static int compare(Task one, Task other) {
      return one.at == other.at
          ? Long.compare(one.number, other.number)
          : Long.compare(one.at - other.at, 0);
    }
  }

  /** An alarm that is set for some time. */
  private static final class Alarm {
    final long at;
    Runnable cancel = () -> {};

    Alarm(long at) {
      this.at = at;
    }
  }
}
