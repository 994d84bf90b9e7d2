// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.history;

import java.util.HashMap;
import java.util.Map;

/** Knows which operation each process has under way, and which processes have ended. */
final class ProcessTable {
  private static final int IDLE = -1;
  private static final int ENDED = -2;

  /** By process: the index of its open operation, or one of the above. */
  private final Map<Integer, Integer> state = new HashMap<>();

  void begin(int line, int process, int operation) {
    int before = state.getOrDefault(process, IDLE);
    if (before == ENDED) {
      throw new MalformedHistoryException(
          line,
          ("process %d invokes again after an operation of unknown outcome;"
                  + " continue as a new process")
              .formatted(process));
    }
    if (before != IDLE) {
      throw new MalformedHistoryException(
          line, "process %d invokes before its last operation completed".formatted(process));
    }
    state.put(process, operation);
  }

  int end(int line, int process, boolean forGood) {
    int operation = state.getOrDefault(process, IDLE);
    if (operation < 0) {
      throw new MalformedHistoryException(
          line, "completion without invocation by process " + process);
    }
    state.put(process, forGood ? ENDED : IDLE);
    return operation;
  }
}
