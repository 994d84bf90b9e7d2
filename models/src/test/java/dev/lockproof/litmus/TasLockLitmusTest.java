// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The fragments of TasLock. */
@Tag("tas.visibility")
@Tag("tas.exclusion")
class TasLockLitmusTest extends FragmentTest {
  TasLockLitmusTest() {
    super("tas");
  }

  /** The release of Exit and the acquire of Swap are needed. */
  @Test
  void handOffNeedsReleaseAndAcquire() throws IOException {
    assertThat(weakened("UnlockLock", "TasLock.unlock setRelease", "setOpaque").holds()).isFalse();
    assertThat(
            weakened("UnlockLock", "TasLock.tryLock getAndSetAcquire", "getAndSetRelease").holds())
        .isFalse();
  }
}
