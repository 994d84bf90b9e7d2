// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.traces;

class McsLockTraceTest extends TraceTest {
  McsLockTraceTest() {
    super("mcs", 6928, 400);
  }
}
