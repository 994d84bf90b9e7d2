// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Which processors a client and its server run on: the server on the first of this process, the
 * client as the placement says.
 */
public enum Placement {
  /** Both on the same one: a round trip is two switches of context. */
  SAME_PROCESSOR,

  /** Each on its own: a round trip is two wake-ups across processors. */
  OTHER_PROCESSOR,

  /** Wherever the system puts them, which may change between two runs. */
  UNBOUND;

  /** Returns the placements that can be kept on {@code processors}. */
  static List<Placement> on(List<Integer> processors) {
    return switch (processors.size()) {
      case 0 -> List.of(UNBOUND);
      case 1 -> List.of(SAME_PROCESSOR);
      default -> List.of(SAME_PROCESSOR, OTHER_PROCESSOR);
    };
  }

  /** Puts the calling thread on the client's processor. */
  void placeClient() {
    if (this != UNBOUND) {
      try {
        Processors.bindThisThread(client(Processors.bindable()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Returns what this placement means on {@code processors}. */
  String describe(List<Integer> processors) {
    return this == UNBOUND
        ? "client and server wherever the system puts them"
        : "client on processor %d, server on processor %d"
            .formatted(client(processors), processors.get(0));
  }

  private int client(List<Integer> processors) {
    return processors.get(this == OTHER_PROCESSOR ? 1 : 0);
  }
}
