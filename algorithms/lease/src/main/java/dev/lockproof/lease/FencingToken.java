// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import java.io.Serializable;

/**
 * The number of a grant: of two grants of one resource, the later has the larger.
 *
 * <p>Tokens compare only within one store, one incarnation and one resource. A store that has lost
 * its counter starts a new incarnation, so that a token from before the loss is never taken for
 * older or newer than one from after it.
 *
 * @param incarnation names the life of the counter that issued the token; never empty
 * @param value a positive number
 */
public record FencingToken(String incarnation, long value) implements Serializable {

  /** Checks the components. */
  public FencingToken {
    if (incarnation.isEmpty()) {
      throw new IllegalArgumentException("the incarnation of a fencing token must not be empty");
    }
    if (value <= 0) {
      throw new IllegalArgumentException("a fencing token must be positive, not " + value);
    }
  }

  /** Returns whether the two tokens come from one life of one counter. */
  public boolean isComparableTo(FencingToken other) {
    return incarnation.equals(other.incarnation);
  }

  /**
   * Returns whether this token was issued before the other.
   *
   * @throws IllegalArgumentException if the two do not compare
   */
  public boolean isOlderThan(FencingToken other) {
    if (!isComparableTo(other)) {
      throw new IllegalArgumentException(
          "tokens of different incarnations do not compare: " + this + " and " + other);
    }
    return value < other.value;
  }

  @Override
  public String toString() {
    return value + "@" + incarnation;
  }
}
