// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The fragments of ReciprocatingLock. */
@Tag("reciprocating.visibility")
@Tag("reciprocating.exclusion")
class ReciprocatingLockLitmusTest extends FragmentTest {
  ReciprocatingLockLitmusTest() {
    super("reciprocating");
  }

  /** Both ways from unlock to lock need their release and their acquire. */
  @Test
  void handOffNeedsReleaseAndAcquire() throws IOException {
    String free = "ReciprocatingLock.unlock compareAndSet";
    assertThat(weakened("LockLock", free, "weakCompareAndSetAcquire").holds()).isFalse();
    String arrive = "ReciprocatingLock.lock getAndSet";
    assertThat(weakened("LockLock", arrive, "getAndSetRelease").holds()).isFalse();
    assertThat(weakened("LockLock", "Signal.isRaised getAcquire", "getOpaque").holds()).isFalse();
  }

  /** On this way Detach and HandOver make up for each other: one of them has to release. */
  @Test
  void detachOrHandOverReleases() throws IOException {
    assertThat(weakened("LockLock", "Signal.raise getAndSet", "getAndSetAcquire").holds()).isTrue();
    String detach = "ReciprocatingLock.unlock getAndSet";
    assertThat(weakened("LockLock", detach, "getAndSetAcquire").holds()).isTrue();
    assertThat(weakened("LockLock", detach, "getAndSetRelease").holds()).isTrue();
  }
}
