// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who waits in a line while another is the first. */
class LineThreadsTest extends LineFixture {
  /** First come, first served; only the first asks; who does not wait passes. */
  @Test
  @Tag("lease-line.order")
  @Tag("lease-line.alone")
  void line() throws Exception {
    var go = new Semaphore(0);
    waiting = (permits, nanos) -> go.acquire();
    var order = new ArrayList<Integer>();
    var waiters = new ArrayList<FutureTask<String>>();
    for (int i = 0; i < 4; i++) {
      int number = i;
      Answer miss = () -> miss(60_000);
      Answer granted =
          () -> {
            order.add(number);
            return grant();
          };
      waiters.add(waiter(i == 0 ? store(miss, granted) : store(granted)));
    }
    assertThat(order).isEmpty();
    assertThat(lines.acquire("r", "channel", Duration.ZERO, LineFixture::grant)).isEqualTo("lease");
    go.release(waiters.size());
    for (FutureTask<String> waiter : waiters) {
      waiter.get();
    }
    assertThat(order).containsExactly(0, 1, 2, 3);
  }

  /** An interrupted waiter leaves, and those behind it move up. */
  @Test
  @Tag("lease-line.residue")
  void interruptedInLine() throws Exception {
    var go = new Semaphore(0);
    waiting = (permits, nanos) -> go.acquire();
    FutureTask<String> first = waiter(store(() -> miss(60_000), LineFixture::grant));
    var second = new FutureTask<>(() -> acquire(LineFixture::grant));
    Thread thread = start(second);
    FutureTask<String> third = waiter(LineFixture::grant);
    thread.interrupt();
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(second::get)
        .withCauseInstanceOf(InterruptedException.class);
    go.release(2);
    assertThat(first.get()).isEqualTo("lease");
    assertThat(third.get()).isEqualTo("lease");
  }

  private FutureTask<String> waiter(Answer store) throws InterruptedException {
    var waiter = new FutureTask<>(() -> acquire(store));
    start(waiter);
    return waiter;
  }

  /** Starts a thread and returns when it waits. */
  private static Thread start(Runnable task) {
    var thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
    while (thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    return thread;
  }
}
