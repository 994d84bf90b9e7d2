// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The fragments of TtasLock. */
@Tag("ttas.visibility")
@Tag("ttas.exclusion")
class TtasLockLitmusTest extends FragmentTest {
  TtasLockLitmusTest() {
    super("ttas");
  }

  /** The release of Exit and the acquire of Swap are needed. */
  @Test
  void handOffNeedsReleaseAndAcquire() throws IOException {
    assertThat(weakened("UnlockLock", "TtasLock.unlock setRelease", "setOpaque").holds()).isFalse();
    assertThat(
            weakened("UnlockLock", "TtasLock.tryLock getAndSetAcquire", "getAndSetRelease").holds())
        .isFalse();
  }
}
