// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Leases whose store answers what a test says, in a time that passes only when the test says. */
final class VirtualStore {
  static final Duration TTL = Duration.ofSeconds(12);
  static final LeaseTerms EXACT = new LeaseTerms(0, Duration.ZERO);

  /** A task that the timer runs; of two of one time the first that was set comes first. */
  private record Task(long time, long number, Runnable run) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      int byTime = Long.compare(time, other.time);
      return byTime == 0 ? Long.compare(number, other.number) : byTime;
    }
  }

  /** A request to renew: when, and what. */
  record Request(Duration time, List<String> resources) {}

  long now;
  final List<Request> requests = new ArrayList<>();
  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private long number;

  /** What the store answers for a lease; a null is no answer for all of the request. */
  Function<String, Renewal> answer = resource -> Renewal.RENEWED;

  Runnable after(long nanos, Runnable run) {
    var task = new Task(now + nanos, number++, run);
    tasks.add(task);
    return () -> tasks.remove(task);
  }

  /** Lets time pass, and what the timer is to do in it. */
  void advance(Duration time) {
    long end = now + time.toNanos();
    while (!tasks.isEmpty() && tasks.peek().time <= end) {
      Task task = tasks.remove();
      now = Math.max(now, task.time);
      task.run.run();
    }
    now = Math.max(now, end);
  }

  /** Returns how many tasks the timer has. */
  int tasks() {
    return tasks.size();
  }

  LeaseKeeper keeper() {
    return new LeaseKeeper(() -> now, this::after, Runnable::run, Runnable::run);
  }

  /** Returns what renews leases of this store, so many in one request. */
  Renewer renewer(int most) {
    return new Renewer() {
      @Override
      public int most() {
        return most;
      }

      @Override
      public void request(
          List<? extends LeaseHandle> leases, Consumer<Supplier<List<Renewal>>> then) {
        List<String> resources = leases.stream().map(LeaseHandle::resource).toList();
        requests.add(new Request(Duration.ofNanos(now), resources));
        then.accept(() -> resources.stream().map(answer).toList());
      }
    };
  }

  Held lease(String resource, Renewer renewer) {
    return new Held(resource, renewer);
  }

  /** A lease of twelve seconds from now. */
  final class Held extends LeaseHandle {
    private final Renewer renewer;
    Runnable beforeFree = () -> {};

    private Held(String resource, Renewer renewer) {
      super(resource, now, TTL.toMillis(), EXACT, () -> now, VirtualStore.this::after);
      this.renewer = renewer;
      watch();
    }

    @Override
    protected Renewer renewer() {
      return renewer;
    }

    @Override
    protected void requestRenewal(long millis, Consumer<Supplier<Renewal>> then) {
      renewer.request(List.of(this), reply -> then.accept(() -> reply.get().get(0)));
    }

    @Override
    protected void requestRelease(Consumer<Supplier<Release>> then) {
      beforeFree.run();
      then.accept(() -> Release.RELEASED);
    }
  }
}
