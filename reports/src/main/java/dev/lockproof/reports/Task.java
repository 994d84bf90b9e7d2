// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One layer process to be started.
 *
 * @param mutant whose classes come first, or null for the original
 * @param subjects what it is limited to
 * @param claims what it is limited to; empty for all
 */
record Task(
    LayerModule module, @Nullable Mutant mutant, List<String> subjects, List<String> claims) {

  /** Returns its name, which is also its folder. */
  String name() {
    return module.layer().id() + "/" + (mutant == null ? "original" : mutant.id());
  }

  /** Returns the folder for its native files. */
  Path work(Workspace workspace) {
    return workspace.target().resolve("evidence").resolve(name());
  }
}
