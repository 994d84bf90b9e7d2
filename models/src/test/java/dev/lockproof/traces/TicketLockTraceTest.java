// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.traces;

class TicketLockTraceTest extends TraceTest {
  TicketLockTraceTest() {
    super("ticket", 5584, 318);
  }
}
