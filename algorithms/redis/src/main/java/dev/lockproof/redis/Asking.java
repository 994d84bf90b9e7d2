// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Waits for what comes of a request, the same for all stores of this package. */
final class Asking {
  private Asking() {}

  /** Waits for what comes of a request, and throws its exception as if it had been thrown here. */
  static <L> Optional<L> answer(CompletionStage<Optional<L>> outcome) {
    try {
      return outcome.toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
