// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import static dev.lockproof.local.Waiters.awaitParked;
import static dev.lockproof.local.Waiters.start;
import static dev.lockproof.local.Waiters.startParked;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SignalTest {
  private final Signal signal = new Signal();
  private int message;

  /** Claim signal.wakeup: a signal that was raised beforehand is not waited for. */
  @Test
  @Tag("signal.wakeup")
  void returnsAtOnceWhenRaisedBefore() {
    assertThat(signal.isRaised()).isFalse();
    signal.raise();
    assertThat(signal.isRaised()).isTrue();
    signal.await();
    signal.park();
  }

  /** Claim signal.wakeup: a parked waiter is woken. */
  @Test
  @Tag("signal.wakeup")
  void wakesParkedWaiter() throws InterruptedException {
    Thread waiter = startParked(signal::await);
    signal.raise();
    waiter.join();
  }

  /** Claim signal.wakeup: no waiter is lost, however its wait and the raising meet. */
  @Test
  @Tag("signal.wakeup")
  void losesNoWakeup() throws InterruptedException {
    for (int i = 0; i < 1_000; i++) {
      var fresh = new Signal();
      Thread waiter = start(i % 2 == 0 ? fresh::await : fresh::park);
      fresh.raise();
      waiter.join();
    }
  }

  /** Claim signal.visibility: a permit left over from elsewhere does not end the wait. */
  @Test
  @Tag("signal.visibility")
  void outlastsForeignPermit() throws InterruptedException {
    Thread waiter =
        startParked(
            () -> {
              LockSupport.unpark(Thread.currentThread());
              signal.await();
            });
    signal.raise();
    waiter.join();
  }

  /** Claim signal.visibility: an interrupt does not end the wait, and the status keeps it. */
  @Test
  @Tag("signal.visibility")
  void outlastsAndKeepsInterrupt() throws InterruptedException {
    var interrupted = new AtomicBoolean();
    Thread waiter =
        startParked(
            () -> {
              Thread.currentThread().interrupt();
              signal.await();
              interrupted.set(Thread.interrupted());
            });
    waiter.interrupt();
    awaitParked(waiter);
    signal.raise();
    waiter.join();
    assertThat(interrupted).isTrue();
  }

  /** Claim signal.visibility: what precedes raise is seen after await. */
  @Test
  @Tag("signal.visibility")
  void showsWhatPrecedesRaise() throws InterruptedException {
    Thread raiser =
        start(
            () -> {
              message = 1;
              signal.raise();
            });
    signal.await();
    assertThat(message).isEqualTo(1);
    raiser.join();
  }

  /**
   * Claim signal.wakeup: a waiter whose time is over gives up, and another is woken in its place.
   */
  @Test
  @Tag("signal.wakeup")
  void anotherMayWaitInPlaceOfOneThatGaveUp() throws InterruptedException {
    assertThat(signal.await(() -> 0)).isFalse();
    Thread waiter = startParked(signal::await);
    signal.raise();
    waiter.join();
    assertThat(signal.await(() -> 0)).isTrue();
  }

  /** Claim signal.wakeup: a waiter may be interrupted, and another is woken in its place. */
  @Test
  @Tag("signal.wakeup")
  void anotherMayWaitInPlaceOfOneThatWasInterrupted() throws InterruptedException {
    var interrupted = new AtomicBoolean();
    Thread first =
        startParked(
            () -> {
              try {
                signal.await(() -> Long.MAX_VALUE);
              } catch (InterruptedException e) {
                interrupted.set(!Thread.currentThread().isInterrupted());
              }
            });
    first.interrupt();
    first.join();
    assertThat(interrupted).isTrue();
    Thread second = startParked(signal::await);
    signal.raise();
    second.join();
  }

  /** A signal that is raised again stays raised. */
  @Test
  void raisesOnce() {
    signal.raise();
    signal.raise();
    assertThat(signal.isRaised()).isTrue();
  }
}
