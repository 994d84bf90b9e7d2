// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was seen of other limiters, at the pinned versions, is still so. */
class ForeignLimitersTest {
  private static Observation seen(Foreign foreign, Schedule schedule) {
    return schedule.observe(foreign);
  }

  /** The observer finds nothing where nothing is. */
  @ParameterizedTest
  @EnumSource
  void oursKeepsTheSpecification(Schedule schedule) {
    Observation ours = seen(Foreign.TOKEN_BUCKET, schedule);
    assertThat(ours.isTooMuch()).isFalse();
    assertThat(ours.refusedWithRoom()).isZero();
  }

  /** So does bucket4j when it is refilled evenly. */
  @ParameterizedTest
  @EnumSource
  void bucket4jKeepsItWhenRefilledEvenly(Schedule schedule) {
    Observation theirs = seen(Foreign.BUCKET4J_GREEDY, schedule);
    assertThat(theirs.isTooMuch()).isFalse();
    assertThat(theirs.refusedWithRoom()).isZero();
  }

  /** Refilled all at once, it admits the permits of two periods at the edge of one. */
  @Test
  void twiceAtTheEdgeOfAPeriod() {
    for (Foreign foreign : new Foreign[] {Foreign.BUCKET4J_INTERVALS, Foreign.RESILIENCE4J}) {
      Observation theirs = seen(foreign, Schedule.EDGE);
      assertThat(theirs.isTooMuch()).isTrue();
      assertThat(theirs.worstPermits()).isEqualTo(2 * Foreign.BURST);
      assertThat(theirs.worstLength()).isEqualTo(Foreign.PERIOD.toNanos() / 10);
      assertThat(seen(foreign, Schedule.STEADY).refusedWithRoom()).isPositive();
    }
  }

  /** Guava lets the first request through, however large, and those that follow pay for it. */
  @Test
  void theFirstRequestIsPaidLater() {
    Observation theirs = seen(Foreign.GUAVA, Schedule.FIRST);
    assertThat(theirs.isTooMuch()).isTrue();
    assertThat(theirs.worstPermits()).isEqualTo(10 * Foreign.BURST);
    assertThat(theirs.admitted()).isEqualTo(10 * Foreign.BURST);
  }

  /** A row says what was seen, and a history can be read again. */
  @Test
  void tells(@TempDir Path folder) throws Exception {
    Observation theirs = seen(Foreign.RESILIENCE4J, Schedule.EDGE);
    assertThat(ForeignLimiters.row(Foreign.RESILIENCE4J, Schedule.EDGE, theirs))
        .contains("resilience4j, AtomicRateLimiter | 2.4.0", "20 in 0.100 s | 11 |");
    Path file = folder.resolve("one.ndjson");
    Files.writeString(file, theirs.requests().get(0).lines());
    assertThat(file)
        .hasContent(
            """
            {"process":0,"type":"invoke","f":"tryAcquire","value":1,"time":1950000000}
            {"process":0,"type":"ok","f":"tryAcquire","value":true,"time":1950000000}
            """);
  }
}
