// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import dev.lockproof.lease.StoreException;
import java.util.List;

/** Where scripts run: a Redis server, its twin, or either behind a fault. */
@FunctionalInterface
public interface Scripts {

  /**
   * Runs a script as one atomic step and returns its answer.
   *
   * @throws StoreException if the script surely had no effect
   * @throws NoReplyException if it may have been run, but no answer came
   */
  List<String> run(Script script, List<String> keys, List<String> arguments);
}
