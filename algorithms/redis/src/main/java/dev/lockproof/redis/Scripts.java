// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import dev.lockproof.lease.StoreException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

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

  /**
   * Sends a script and hands over the reply, which gives the answer or throws what {@link #run}
   * does, and is taken once. Where nothing else is said, the reply is waited for when it is taken.
   * Whoever can do without overrides this and hands over what came, later.
   */
  default void send(
      Script script,
      List<String> keys,
      List<String> arguments,
      Consumer<Supplier<List<String>>> then) {
    then.accept(() -> run(script, keys, arguments));
  }
}
