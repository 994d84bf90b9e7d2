// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import org.jspecify.annotations.Nullable;

/**
 * A value in memory that checks the fencing token of each access.
 *
 * <p><b>Assumptions.</b> As for every {@link Guard}: each access carries the token of its lease,
 * and all tokens come from leases of one resource.
 *
 * <p><b>Guarantee.</b> Check and access are one atomic step, and the tokens of admitted steps never
 * decrease. Reading raises the guard, so that a holder that reads here cannot forget to.
 *
 * <p><b>Progress.</b> Deadlock-free: each step holds the monitor for a few instructions.
 *
 * <p><b>Memory consistency effects.</b> What precedes an admitted step happens-before what follows
 * every later one.
 *
 * <p><b>Cost.</b> One uncontended monitor per step; no allocation.
 *
 * <p><b>Limits.</b> The value must be immutable, or the guard checks only who replaces it.
 *
 * <p><b>Failure.</b> A holder that lost its lease gets {@link StaleTokenException} from the moment
 * its successor raised the guard, and passes until then.
 *
 * <p><b>Evidence.</b> Claims {@code redis-lease.order*} in the report.
 *
 * @param <V> the type of the value
 */
public final class MemoryGuard<V> implements Guard {

  /** Guarded by this. */
  private V value;

  /** The highest token that was admitted, null before the first; guarded by this. */
  private @Nullable FencingToken highest;

  /** Creates a guard of that value, which admits the first token whatever it is. */
  public MemoryGuard(V initial) {
    value = initial;
  }

  @Override
  public synchronized void raise(FencingToken token) {
    admit(token);
  }

  /**
   * Raises the guard and returns the value.
   *
   * @throws StaleTokenException if a larger token was admitted before, or one that does not compare
   */
  public synchronized V get(FencingToken token) {
    admit(token);
    return value; // Read
  }

  /**
   * Raises the guard and replaces the value.
   *
   * @throws StaleTokenException if a larger token was admitted before, or one that does not compare
   */
  public synchronized void set(FencingToken token, V value) {
    admit(token);
    this.value = value; // Write
  }

  @Override
  public synchronized String toString() {
    return "MemoryGuard[" + highest + "]";
  }

  private void admit(FencingToken token) {
    if (highest != null && (!token.isComparableTo(highest) || token.isOlderThan(highest))) {
      throw new StaleTokenException(token, highest);
    }
    highest = token; // Raise
  }
}
