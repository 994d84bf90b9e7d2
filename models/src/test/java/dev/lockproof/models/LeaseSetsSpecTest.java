// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.models;

class LeaseSetsSpecTest extends SpecTest {
  LeaseSetsSpecTest() {
    super("lease-set");
  }
}
