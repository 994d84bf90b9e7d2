// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.traces;

class ThreeStateLockTraceTest extends TraceTest {
  ThreeStateLockTraceTest() {
    super("three-state", 4018616, 1718);
  }
}
