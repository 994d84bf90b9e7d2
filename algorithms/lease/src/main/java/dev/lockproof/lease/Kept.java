// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import java.util.concurrent.Executor;

/** A lease in the hands of a keeper; it is known by this object, never by its name. */
final class Kept implements Comparable<Kept> {
  final LeaseHandle lease;
  private final LeaseKeeper keeper;
  private final long number;

  /** When it is to be renewed; guarded by its line, which orders by it. */
  Keeping keeping;

  /** Creates the one of that number among all of the keeper. */
  Kept(LeaseHandle lease, LeaseKeeper keeper, long number, Keeping keeping) {
    this.lease = lease;
    this.keeper = keeper;
    this.number = number;
    this.keeping = keeping;
  }

  /** Takes note that the lease has ended. */
  void ended() {
    keeper.drop(this);
  }

  /** Returns where it is told that the lease was lost. */
  Executor telling() {
    return keeper.telling();
  }

  @Override
  public int compareTo(Kept other) {
    long later = keeping.next() - other.keeping.next();
    return later == 0 ? Long.compare(number, other.number) : Long.signum(later);
  }
}
