// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The fragments of AndersonLock. */
@Tag("anderson.visibility")
@Tag("anderson.exclusion")
class AndersonLockLitmusTest extends FragmentTest {
  AndersonLockLitmusTest() {
    super("anderson");
  }

  /** The release of Exit and the acquire of Enter are needed. */
  @Test
  void handOffNeedsReleaseAndAcquire() throws IOException {
    assertThat(weakened("UnlockLock", "AndersonLock.unlock setRelease", "setOpaque").holds())
        .isFalse();
    assertThat(weakened("UnlockLock", "AndersonLock.enter getAcquire", "getOpaque").holds())
        .isFalse();
  }
}
