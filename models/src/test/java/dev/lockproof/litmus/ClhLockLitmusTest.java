// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The fragments of ClhLock. */
@Tag("clh.visibility")
@Tag("clh.exclusion")
class ClhLockLitmusTest extends FragmentTest {
  ClhLockLitmusTest() {
    super("clh");
  }

  /** The release of Exit and the acquire of Enter are needed. */
  @Test
  void handOffNeedsReleaseAndAcquire() throws IOException {
    assertThat(weakened("LockLock", "Signal.raise getAndSet", "getAndSetAcquire").holds())
        .isFalse();
    assertThat(weakened("LockLock", "Signal.isRaised getAcquire", "getOpaque").holds()).isFalse();
    assertThat(weakened("ThreeLocks", "Signal.isRaised getAcquire", "getOpaque").holds()).isFalse();
  }

  /** A tryLock that reads the tail by less than a volatile access may miss an unlock. */
  @Test
  void tryLockNeedsVolatile() throws IOException {
    String read = "ClhLock.tryLock getVolatile";
    assertThat(weakened("FreeTryLock", read, "getAcquire").holds()).isFalse();
  }
}
