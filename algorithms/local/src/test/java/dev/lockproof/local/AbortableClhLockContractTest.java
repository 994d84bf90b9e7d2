// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import dev.lockproof.testkit.InterruptibleContract;
import dev.lockproof.testkit.TimedContract;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;

/** On the system's clock; {@link AbortableClhLockTest} has a clock of its own. */
@Tag("abortable-clh.abort")
class AbortableClhLockContractTest extends FairLockTest
    implements InterruptibleContract, TimedContract {
  private final AbortableClhLock lock = new AbortableClhLock();

  @Override
  public void lock() {
    lock.lock();
  }

  @Override
  public void lockInterruptibly() throws InterruptedException {
    lock.lockInterruptibly();
  }

  @Override
  public boolean tryLock() {
    return lock.tryLock();
  }

  @Override
  public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
    return lock.tryLock(time, unit);
  }

  @Override
  public void unlock() {
    lock.unlock();
  }
}
