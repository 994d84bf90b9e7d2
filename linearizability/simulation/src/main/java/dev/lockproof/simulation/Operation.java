// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import dev.lockproof.redis.Script;
import java.util.List;

/**
 * A request on its way.
 *
 * @param from who asks
 * @param isRenewal whether it asks in the course of a renewal
 * @param keys the keys of the script, that of the lease first
 * @param arguments the arguments of the script, the owner first
 */
record Operation(
    Caller from, Script script, boolean isRenewal, List<String> keys, List<String> arguments) {
  String owner() {
    return arguments.get(0);
  }
}
