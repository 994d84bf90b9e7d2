// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockproof.redis.Script;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Calls that wait are begun anew, and do the same until then. */
class AwaitedTest {
  private final AtomicLong time = new AtomicLong();
  private final Awaited awaited = new Awaited(time::incrementAndGet);

  private String ask(String what) {
    return awaited.run(Script.TAKE, List.of("key"), List.of(what)).get(0);
  }

  /** Times and replies are those of before; after the last reply the clock goes on. */
  @Test
  void goesOn() {
    Supplier<String> call =
        () -> awaited.getAsLong() + ask("a") + awaited.getAsLong() + ask("b") + awaited.getAsLong();
    awaited.begin();
    assertThat(awaited.call(call)).isNull();
    assertThat(awaited.wish().arguments()).containsExactly("a");
    awaited.hear(() -> List.of("A"));
    assertThat(awaited.call(call)).isNull();
    assertThat(awaited.wish().arguments()).containsExactly("b");
    awaited.hear(() -> List.of("B"));
    assertThat(awaited.call(call)).isEqualTo("1A2B3");
  }

  /** A call that had changed something before it waited does not go unseen. */
  @Test
  void aCallThatIsNotTheSameIsTrouble() {
    Supplier<String> call = () -> ask("time " + time.incrementAndGet());
    awaited.begin();
    assertThat(awaited.call(call)).isNull();
    awaited.hear(() -> List.of("A"));
    assertThatThrownBy(() -> awaited.call(call))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("time 2");
  }
}
