// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import org.junit.jupiter.api.Tag;

/** The fragments of FairSemaphore. */
@Tag("semaphore.visibility")
@Tag("semaphore.permits")
class FairSemaphoreLitmusTest extends FragmentTest {
  FairSemaphoreLitmusTest() {
    super("semaphore");
  }
}
