// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The fragments of TicketLock. */
@Tag("ticket.visibility")
@Tag("ticket.exclusion")
class TicketLockLitmusTest extends FragmentTest {
  TicketLockLitmusTest() {
    super("ticket");
  }

  /** The release of Exit and the acquire of Enter are needed; the order of Draw is not. */
  @Test
  void handOffNeedsReleaseAndAcquire() throws IOException {
    assertThat(weakened("UnlockLock", "TicketLock.unlock setRelease", "setOpaque").holds())
        .isFalse();
    assertThat(weakened("UnlockLock", "TicketLock.enter getAcquire", "getOpaque").holds())
        .isFalse();
    assertThat(weakened("UnlockLock", "TicketLock.lock getAndAdd", "getAndAddAcquire").holds())
        .isTrue();
  }
}
