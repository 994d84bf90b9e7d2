// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.stress;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Ends forked JVMs that take too long, because jcstress would wait for a hung one for ever. */
final class ForkLimit implements AutoCloseable {
  private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger ended = new AtomicInteger();
  private final Duration limit;

  /** Starts to watch the processes that this one forks. */
  ForkLimit(Duration limit) {
    this.limit = limit;
    var unused = watch.scheduleWithFixedDelay(this::check, 1, 1, TimeUnit.SECONDS);
  }

  /** Returns whether any was ended. */
  boolean wasReached() {
    return ended.get() > 0;
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }

  private void check() {
    Instant latest = Instant.now().minus(limit);
    ProcessHandle.current()
        .descendants()
        .filter(fork -> fork.info().startInstant().orElse(Instant.MAX).isBefore(latest))
        .filter(ProcessHandle::destroyForcibly)
        .forEach(fork -> ended.incrementAndGet());
  }
}
