// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.lease.FencedLease;
import dev.lockproof.lease.LeaseKeeper;
import dev.lockproof.lease.LeaseTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Leases on the twin of the scripts, kept by a keeper. */
@Timeout(60)
class KeptLeasesTest {
  private static final Duration HOUR = Duration.ofHours(1);

  /** A hundred thousand leases of fifteen minutes are held for an hour, in virtual time. */
  @Test
  @Tag("lease-keeper.cost")
  void hundredThousand() {
    record Task(long time, Runnable run) {}
    var now = new AtomicLong();
    var owners = new AtomicLong();
    var tasks = new PriorityQueue<Task>((a, b) -> Long.compare(a.time, b.time));
    LeaseTimer timer =
        (nanos, run) -> {
          var task = new Task(now.get() + nanos, run);
          tasks.add(task);
          return () -> tasks.remove(task);
        };
    var twin = new ScriptTwin(() -> now.get() / 1_000_000);
    var renewals = new AtomicLong();
    Scripts counted =
        (script, keys, arguments) -> {
          renewals.addAndGet(script == Script.RENEW ? 1 : 0);
          return twin.run(script, keys, arguments);
        };
    RedisFencedLeases leases =
        RedisFencedLeases.builder(counted)
            .clock(now::get)
            .timer((nanos, task) -> () -> {})
            .owners(() -> "o" + owners.incrementAndGet())
            .build();
    var held = new ArrayList<FencedLease>();
    try (var keeper = new LeaseKeeper(now::get, timer, Runnable::run, Runnable::run)) {
      for (int i = 0; i < 100_000; i++) {
        FencedLease lease = leases.tryAcquire("r" + i, Duration.ofMinutes(15)).orElseThrow();
        held.add(keeper.keep(lease, HOUR.multipliedBy(2)));
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
      }
      long end = now.get() + HOUR.toNanos();
      while (tasks.element().time <= end) {
        Task task = tasks.remove();
        now.set(Math.max(now.get(), task.time));
        task.run.run();
      }
      assertThat(held).allMatch(FencedLease::isHeld);
      assertThat(keeper.size()).isEqualTo(100_000);
    }
    assertThat(renewals.get()).isBetween(1_150L, 1_500L); // of 1 200 000 renewals
  }
}
