// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

@Tag("michael-scott.linearizable")
@Tag("michael-scott.visibility")
@Tag("michael-scott.progress")
class MichaelScottQueueTest extends LocalQueueTest {
  private final MichaelScottQueue<Object> queue = new MichaelScottQueue<>();

  @Override
  boolean enqueue(Object element) {
    queue.enqueue(element);
    return true;
  }

  @Override
  @Nullable Object dequeue() {
    return queue.dequeue();
  }

  @Override
  @Nullable Object peek() {
    return queue.peek();
  }

  @Override
  boolean isEmpty() {
    return queue.isEmpty();
  }
}
