// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Tells the end of a lease: to its keeper, if it has one, and to whoever asked. */
final class Loss {
  private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();
  private final CompletableFuture<LossReason> reason = new CompletableFuture<>();
  private final CompletionStage<LossReason> stage = reason.minimalCompletionStage();

  /** Returns what completes when it is told. */
  CompletionStage<LossReason> stage() {
    return stage;
  }

  /** Takes note of the first keeper, and refuses any other. */
  void keepBy(Kept hands) {
    if (!kept.compareAndSet(null, hands)) {
      throw new IllegalStateException("kept already: " + hands.lease);
    }
  }

  /** Leaves the keeper. */
  void leaveKeeper() {
    Kept hands = kept.get();
    if (hands != null) {
      hands.ended();
    }
  }

  /** Tells it, on threads of the keeper, unless the holder knows as it has released the lease. */
  void tell(LossReason why) {
    Kept hands = kept.get();
    if (hands == null || why == LossReason.RELEASED) {
      reason.complete(why);
      return;
    }
    try {
      hands.telling().execute(() -> reason.complete(why));
    } catch (RejectedExecutionException e) {
      reason.complete(why);
    }
  }
}
