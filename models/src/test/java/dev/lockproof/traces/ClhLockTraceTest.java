// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.traces;

class ClhLockTraceTest extends TraceTest {
  ClhLockTraceTest() {
    super("clh", 16944, 646);
  }
}
