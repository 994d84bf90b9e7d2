// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The fragments of ThreeStateLock. */
@Tag("three-state.exclusion")
@Tag("three-state.visibility")
@Tag("three-state.progress")
class ThreeStateLockLitmusTest extends FragmentTest {
  ThreeStateLockLitmusTest() {
    super("three-state");
  }

  /** The release of Exit and the acquire of Take and of Claim are needed. */
  @Test
  void handOffNeedsReleaseAndAcquire() throws IOException {
    assertThat(
            weakened(
                    "UnlockLock",
                    "ThreeStateLock.unlock compareAndSet",
                    "compareAndExchangeAcquire")
                .holds())
        .isFalse();
    assertThat(
            weakened("UnlockLock", "ThreeStateLock.lock compareAndSet", "compareAndExchangeRelease")
                .holds())
        .isFalse();
    assertThat(
            weakened("UnlockQueued", "ThreeStateLock.queue getAndSet", "getAndSetRelease").holds())
        .isFalse();
  }
}
