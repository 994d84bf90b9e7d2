// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import dev.lockproof.testkit.FairContract;
import dev.lockproof.testkit.OwnershipContract;
import dev.lockproof.testkit.ReentrantConditionContract;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.Tag;

/** On the system's clocks; {@link HandOffLockTest} has clocks of its own. */
@Tag("hand-off.exclusion")
@Tag("hand-off.visibility")
@Tag("hand-off.order")
@Tag("hand-off.progress")
@Tag("hand-off.abort")
@Tag("hand-off.condition")
@Tag("hand-off.signal")
class HandOffLockContractTest
    implements ReentrantConditionContract, OwnershipContract, FairContract {
  private final Lock lock = new HandOffLock();

  @Override
  public Lock subject() {
    return lock;
  }

  @Override
  public boolean isWaiting(Thread thread) {
    return Waiters.isParked(thread);
  }
}
