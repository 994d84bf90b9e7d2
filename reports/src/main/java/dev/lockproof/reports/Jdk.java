// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import java.nio.file.Path;

/**
 * A Java installation.
 *
 * @param home its folder
 * @param version its version
 */
record Jdk(Path home, Runtime.Version version) {

  /** Returns the one that runs this command, and so every layer. */
  static Jdk current() {
    return new Jdk(Path.of(System.getProperty("java.home")), Runtime.version());
  }

  Path java() {
    return home.resolve("bin/java");
  }
}
