// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.testkit;

import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** A condition that does what another does. */
@SuppressWarnings("WaitNotInLoop") // the loop is the caller's
class ForwardingCondition implements Condition {
  final Condition condition;

  ForwardingCondition(Condition condition) {
    this.condition = condition;
  }

  @Override
  public void await() throws InterruptedException {
    condition.await();
  }

  @Override
  public void awaitUninterruptibly() {
    condition.awaitUninterruptibly();
  }

  @Override
  public long awaitNanos(long nanos) throws InterruptedException {
    return condition.awaitNanos(nanos);
  }

  @Override
  public boolean await(long time, TimeUnit unit) throws InterruptedException {
    return condition.await(time, unit);
  }

  @Override
  public boolean awaitUntil(Date deadline) throws InterruptedException {
    return condition.awaitUntil(deadline);
  }

  @Override
  public void signal() {
    condition.signal();
  }

  @Override
  public void signalAll() {
    condition.signalAll();
  }
}
