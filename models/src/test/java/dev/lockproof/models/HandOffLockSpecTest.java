// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.models;

class HandOffLockSpecTest extends SpecTest {
  HandOffLockSpecTest() {
    super("hand-off");
  }
}
