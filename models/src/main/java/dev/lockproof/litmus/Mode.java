// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.util.Locale;

/** How strongly an access is ordered. */
public enum Mode {
  PLAIN,
  OPAQUE,
  ACQUIRE,
  RELEASE,
  VOLATILE;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean acquires() {
    return this == ACQUIRE || this == VOLATILE;
  }

  boolean releases() {
    return this == RELEASE || this == VOLATILE;
  }
}
