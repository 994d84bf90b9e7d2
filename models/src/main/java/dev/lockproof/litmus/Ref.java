// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import org.jspecify.annotations.Nullable;

/**
 * A reference to an object.
 *
 * @param name what tells it from every other object
 * @param type its class, with slashes; empty where it does not matter
 */
public record Ref(String name, String type) {
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Ref ref && ref.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
