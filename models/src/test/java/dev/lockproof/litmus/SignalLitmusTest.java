// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The fragments of Signal. */
@Tag("signal.visibility")
@Tag("signal.wakeup")
class SignalLitmusTest extends FragmentTest {
  SignalLitmusTest() {
    super("signal");
  }

  /** Both halves of raise are needed, and their counterparts. */
  @Test
  void handOffNeedsReleaseAndAcquire() throws IOException {
    String raise = "Signal.raise getAndSet";
    assertThat(weakened("RaisePark", raise, "getAndSetAcquire").holds()).isFalse();
    assertThat(weakened("RaiseIsRaised", "Signal.isRaised getAcquire", "getOpaque").holds())
        .isFalse();
    String publish = "Signal.park compareAndExchangeRelease";
    assertThat(weakened("Unparked", raise, "getAndSetRelease").holds()).isFalse();
    assertThat(weakened("Unparked", publish, "compareAndExchangeAcquire").holds()).isFalse();
  }

  /**
   * Were unpark and park to order nothing, a waiter could stay parked: the assumption is needed.
   */
  @Test
  void barePermitIsTooWeak() throws IOException {
    Path file = PublishedTest.FOLDER.resolve("../../specs/signal/BarePermit.litmus");
    assertThat(PublishedTest.answer(file, EnumSet.allOf(Axiom.class)).holds()).isTrue();
  }
}
