// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.util.List;
import java.util.Map;

/**
 * What runs: threads over a memory.
 *
 * @param initial the values at the start; a location that is not there begins with 0
 * @param loops how many turns all loops of one thread take together, at most
 */
record Program(Map<String, Object> initial, List<Code> threads, int loops, Permit permit) {

  /** The code of one thread: deterministic, but for what it gets from the memory. */
  interface Code {
    /** Runs to the end or to a {@link Stop}, and leaves its results in {@code registers}. */
    void run(Memory memory, Map<String, Object> registers);
  }
}
