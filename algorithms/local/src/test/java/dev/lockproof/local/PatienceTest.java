// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import static dev.lockproof.local.Waiters.awaitParked;
import static dev.lockproof.local.Waiters.start;
import static dev.lockproof.local.Waiters.startParked;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PatienceTest {
  private volatile boolean over;

  private void await() {
    int patience = 0;
    while (!over) {
      patience = Patience.pause(this, patience);
    }
    Patience.end(patience);
  }

  /** Every pause returns, although nobody wakes the waiter. */
  @Test
  void returnsUnwoken() throws InterruptedException {
    Thread waiter = startParked(this::await);
    over = true;
    waiter.join();
  }

  /** An interrupt does not make the waiter burn its processor, and its status has it afterwards. */
  @Test
  void parksOnAndKeepsInterrupt() throws InterruptedException {
    var interrupted = new AtomicBoolean();
    Thread waiter =
        start(
            () -> {
              Thread.currentThread().interrupt();
              await();
              interrupted.set(Thread.interrupted());
            });
    awaitParked(waiter);
    over = true;
    waiter.join();
    assertThat(interrupted).isTrue();
  }

  /** Who was not interrupted is not afterwards. */
  @Test
  void interruptsNobody() throws InterruptedException {
    var interrupted = new AtomicBoolean();
    Thread waiter =
        startParked(
            () -> {
              await();
              interrupted.set(Thread.interrupted());
            });
    over = true;
    waiter.join();
    assertThat(interrupted).isFalse();
  }
}
