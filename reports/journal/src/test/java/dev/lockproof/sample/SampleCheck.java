// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.sample;

/** A check that names another class in a method's body, and nowhere else. */
public final class SampleCheck {
  /** Asks the other class. */
  public boolean holds() {
    return SampleStep.made();
  }
}
