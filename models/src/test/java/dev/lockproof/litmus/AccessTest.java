// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.VarHandle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The accesses that VarHandle offers. */
class AccessTest {
  /** Every one is known, exists, and is called what VarHandle calls it. */
  @ParameterizedTest
  @EnumSource(VarHandle.AccessMode.class)
  void everyAccessModeIsKnown(VarHandle.AccessMode mode) {
    Access access = Access.of(mode.methodName()).orElseThrow();
    assertThat(access.method()).isEqualTo(mode.methodName());
    assertThat(access.exists()).isTrue();
  }

  /**
   * Each weakening chain ends, passes what VarHandle has only, and ends where nothing is weaker.
   */
  @ParameterizedTest
  @EnumSource(VarHandle.AccessMode.class)
  void weakeningEnds(VarHandle.AccessMode mode) {
    Access access = Access.of(mode.methodName()).orElseThrow();
    while (!access.weaker().isEmpty()) {
      access = access.weaker().get(0);
      assertThat(access.exists()).isTrue();
    }
    assertThat(access.mode()).isNotEqualTo(Mode.VOLATILE).isNotEqualTo(Mode.OPAQUE);
  }

  /** What VarHandle does not have is no access. */
  @Test
  void othersAreNone() {
    assertThat(Access.of("getRelease")).isEmpty();
    assertThat(Access.of("getAndSetOpaque")).isEmpty();
    assertThat(Access.of("compareAndSetAcquire")).isEmpty();
    assertThat(Access.of("raise")).isEmpty();
  }
}
