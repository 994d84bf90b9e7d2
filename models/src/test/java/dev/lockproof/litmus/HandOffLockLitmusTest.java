// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import org.junit.jupiter.api.Tag;

/** The fragments of HandOffLock. */
@Tag("hand-off.visibility")
@Tag("hand-off.exclusion")
class HandOffLockLitmusTest extends FragmentTest {
  HandOffLockLitmusTest() {
    super("hand-off");
  }
}
