// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

/**
 * The side of a resource that checks fencing tokens.
 *
 * <p><b>Assumptions.</b> Every access goes through the guard; a new holder calls {@link #raise}
 * before its first read. Without the raise, a write of the former holder that arrives before the
 * new holder's first write still passes.
 *
 * <p><b>Guarantee.</b> Fenced order: the tokens of admitted accesses never decrease, and once a
 * token is raised nothing smaller is admitted. A token that does not compare with the highest one
 * (another incarnation of the store's counter) is refused as well: only a person can say which of
 * the two lives came last.
 *
 * <p>The source is the storage service with a fencing token of Kleppmann, <i>How to do distributed
 * locking</i> (2016).
 */
public interface Guard {

  /**
   * Refuses from now on everything that carries a smaller token.
   *
   * @throws StaleTokenException if a larger token was admitted before, or one that does not compare
   */
  void raise(FencingToken token);
}
