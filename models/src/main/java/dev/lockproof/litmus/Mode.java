// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

/** How strongly an access is ordered. */
enum Mode {
  PLAIN,
  OPAQUE,
  ACQUIRE,
  RELEASE,
  VOLATILE;

  boolean acquires() {
    return this == ACQUIRE || this == VOLATILE;
  }

  boolean releases() {
    return this == RELEASE || this == VOLATILE;
  }
}
