// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The fragments of AbortableClhLock. */
@Tag("abortable-clh.visibility")
@Tag("abortable-clh.exclusion")
class AbortableClhLockLitmusTest extends FragmentTest {
  AbortableClhLockLitmusTest() {
    super("abortable-clh");
  }

  /** The release of Exit and the acquire of Enter are needed. */
  @Test
  void handOffNeedsReleaseAndAcquire() throws IOException {
    assertThat(weakened("LockLock", "Signal.raise getAndSet", "getAndSetAcquire").holds())
        .isFalse();
    assertThat(weakened("LockLock", "Signal.isRaised getAcquire", "getOpaque").holds()).isFalse();
  }
}
