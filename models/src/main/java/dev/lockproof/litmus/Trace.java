// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One way through the code of one thread.
 *
 * @param registers its results; {@code parked} or {@code thrown} is 1 if it ended so
 * @param stop why it ended early, or null
 */
record Trace(List<Event> events, Map<String, Object> registers, Stop.@Nullable Why stop) {
  /** Returns the same way where {@code access} stands at {@code site}. */
  Trace with(String site, Access access) {
    List<Event> changed =
        events.stream()
            .map(event -> event.label().equals(site) ? event.in(access) : event)
            .toList();
    return new Trace(changed, registers, stop);
  }
}
