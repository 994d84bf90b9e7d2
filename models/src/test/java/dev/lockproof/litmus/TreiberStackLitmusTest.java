// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The fragments of TreiberStack. */
@Tag("treiber.linearizable")
@Tag("treiber.visibility")
class TreiberStackLitmusTest extends FragmentTest {
  private static final String PUSH = "TreiberStack.push compareAndSet";
  private static final String POP = "TreiberStack.pop compareAndSet";
  private static final String FIRST = "TreiberStack.first getVolatile";

  TreiberStackLitmusTest() {
    super("treiber");
  }

  /** Release and acquire show what precedes push, and less does not. */
  @Test
  void visibilityNeedsReleaseAndAcquire() throws IOException {
    assertThat(weakened("PushPop", PUSH, "weakCompareAndSetRelease").holds()).isTrue();
    assertThat(weakened("PushPop", PUSH, "weakCompareAndSetAcquire").holds()).isFalse();
    assertThat(weakened("PushPeek", FIRST, "getAcquire").holds()).isTrue();
    assertThat(weakened("PushPeek", FIRST, "getOpaque").holds()).isFalse();
  }

  /** Whatever takes effect must be volatile, or two stacks are seen in contradicting orders. */
  @Test
  void linearizabilityNeedsVolatile() throws IOException {
    assertThat(weakened("TwoStacksPush", PUSH, "weakCompareAndSetRelease").holds()).isFalse();
    assertThat(weakened("TwoStacksPop", POP, "weakCompareAndSetRelease").holds()).isFalse();
    assertThat(weakened("TwoStacksPush", FIRST, "getAcquire").holds()).isFalse();
  }
}
