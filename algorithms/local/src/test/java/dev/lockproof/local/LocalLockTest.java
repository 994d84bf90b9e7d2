// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockproof.testkit.NonReentrantContract;
import dev.lockproof.testkit.OwnershipContract;
import org.junit.jupiter.api.Test;

/**
 * The contract of a lock of this package: a subclass names the lock, and its claims by {@code Tag}.
 */
abstract class LocalLockTest implements NonReentrantContract, OwnershipContract {
  @Override
  public final boolean isWaiting(Thread thread) {
    return Waiters.isParked(thread);
  }

  /** Claim exclusion: a refused unlock names the thread. */
  @Test
  void refusalNamesTheThread() {
    assertThatThrownBy(this::unlock)
        .isInstanceOf(IllegalMonitorStateException.class)
        .hasMessageContaining(Thread.currentThread().toString());
  }
}
