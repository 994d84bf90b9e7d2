// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.sample;

/** What {@link SampleCheck} names. */
final class SampleStep {
  private SampleStep() {}

  static boolean made() {
    return true;
  }
}
