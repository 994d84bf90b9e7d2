// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import dev.lockproof.local.MichaelScottQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

@Tag("michael-scott.linearizable")
class MichaelScottQueueHistoryTest extends QueueHistoryTest {
  private final MichaelScottQueue<Integer> queue = new MichaelScottQueue<>();

  @Override
  boolean enqueue(Integer element) {
    queue.enqueue(element);
    return true;
  }

  @Override
  @Nullable Integer dequeue() {
    return queue.dequeue();
  }
}
