// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Tells what becomes of a lease: to its observers, to its keeper, and to whoever asked. */
final class News {
  private volatile BiConsumer<Renewal, Duration> observer = (outcome, took) -> {};
  private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();
  private final CompletableFuture<LossReason> reason = new CompletableFuture<>();
  private final CompletionStage<LossReason> stage = reason.minimalCompletionStage();

  /** Returns what completes when the end is told. */
  CompletionStage<LossReason> lost() {
    return stage;
  }

  /** Has somebody more told what renewals come to, and how long they took; before there are any. */
  void observe(BiConsumer<Renewal, Duration> next) {
    observer = observer.andThen(next);
  }

  /** Tells what a renewal came to, after so long. */
  void renewed(Renewal outcome, long nanos) {
    observer.accept(outcome, Duration.ofNanos(nanos));
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

  /**
   * Tells the end, on threads of the keeper, unless the holder knows as it has released the lease.
   */
  void lost(LossReason why) {
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
