// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a limiter keeps that refuses nothing which its bound lets through. */
abstract class ExactLimiterTest extends LimiterTest {

  /** Who comes back when told is admitted, and who comes a nanosecond earlier is not. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 5, 7})
  void retryAfterIsExact(long permits) {
    Limiter limiter = limiter(7);
    assertThat(limiter.tryAcquire(3)).isTrue();
    now.addAndGet(1234);
    assertThat(limiter.tryAcquire(4)).isTrue();
    Duration retry = limiter.decide(permits).retryAfter();
    now.addAndGet(retry.toNanos() - 1);
    assertThat(limiter.decide(permits).retryAfter()).isEqualTo(Duration.ofNanos(1));
    now.incrementAndGet();
    assertThat(limiter.decide(permits).allowed()).isTrue();
  }

  /** After reset-after all permits are there, and a nanosecond earlier not yet. */
  @Test
  void resetAfterIsExact() {
    Limiter limiter = limiter(7);
    assertThat(limiter.tryAcquire(3)).isTrue();
    now.addAndGet(1234);
    Duration reset = limiter.decide(2).resetAfter();
    now.addAndGet(reset.toNanos() - 1);
    assertThat(limiter.decide(7).resetAfter()).isEqualTo(Duration.ofNanos(1));
    now.incrementAndGet();
    assertThat(limiter.tryAcquire(7)).isTrue();
  }
}
