// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The fragments of McsLock. */
@Tag("mcs.visibility")
@Tag("mcs.exclusion")
class McsLockLitmusTest extends FragmentTest {
  McsLockLitmusTest() {
    super("mcs");
  }

  /** Each of the three ways from unlock to lock needs its release and its acquire. */
  @Test
  void handOffNeedsReleaseAndAcquire() throws IOException {
    String free = "McsLock.unlock compareAndSet";
    assertThat(weakened("LockLock", free, "weakCompareAndSetAcquire").holds()).isFalse();
    String enqueue = "McsLock.lock getAndSet";
    assertThat(weakened("LockLock", enqueue, "getAndSetRelease").holds()).isFalse();
    String leave = "McsLock.unlock getAndSet";
    assertThat(weakened("LockLock", leave, "getAndSetAcquire").holds()).isFalse();
    assertThat(weakened("LockLock", "Signal.raise getAndSet", "getAndSetAcquire").holds())
        .isFalse();
    assertThat(weakened("LockLock", "Signal.isRaised getAcquire", "getOpaque").holds()).isFalse();
  }
}
