// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The fragments of MichaelScottQueue. */
@Tag("michael-scott.linearizable")
@Tag("michael-scott.visibility")
class MichaelScottQueueLitmusTest extends FragmentTest {
  private static final String LINK = "MichaelScottQueue.enqueue compareAndExchange";
  private static final String BEHIND = "MichaelScottQueue.peek getVolatile";
  private static final String FIRST = "MichaelScottQueue.dequeue getAcquire";
  private static final String TAKE = "MichaelScottQueue.dequeue compareAndSet";

  MichaelScottQueueLitmusTest() {
    super("michael-scott");
  }

  /** Release and acquire show what precedes enqueue, and less does not. */
  @Test
  void visibilityNeedsReleaseAndAcquire() throws IOException {
    assertThat(weakened("EnqueuePeek", LINK, "compareAndExchangeRelease").holds()).isTrue();
    assertThat(weakened("EnqueuePeek", LINK, "compareAndExchangeAcquire").holds()).isFalse();
    assertThat(weakened("EnqueuePeek", BEHIND, "getAcquire").holds()).isTrue();
    assertThat(weakened("EnqueuePeek", BEHIND, "getOpaque").holds()).isFalse();
  }

  /** Whatever takes effect must be volatile, or two queues are seen in contradicting orders. */
  @Test
  void linearizabilityNeedsVolatile() throws IOException {
    assertThat(weakened("TwoQueuesEnqueue", LINK, "compareAndExchangeRelease").holds()).isFalse();
    assertThat(weakened("TwoQueuesEnqueue", BEHIND, "getAcquire").holds()).isFalse();
    assertThat(weakened("TwoQueuesDequeue", TAKE, "weakCompareAndSetRelease").holds()).isFalse();
  }

  /** The head must not be read after what is behind it, or a queue seems empty that is not. */
  @Test
  void firstNeedsAcquire() throws IOException {
    assertThat(weakened("EnqueueEnqueue", FIRST, "getOpaque").holds()).isFalse();
  }
}
