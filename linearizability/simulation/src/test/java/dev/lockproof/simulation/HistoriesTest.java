// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.checker.LeaseHistory;
import dev.lockproof.checker.history.Event;
import dev.lockproof.checker.judge.Verdict.Result;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories of simulated runs are judged by the judges of real ones. */
class HistoriesTest {
  private static final int RUNS = 1_000;

  /** What holds is seen to hold, and most histories have something to say. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis-lease.exclusion",
        "redis-lease.tokens",
        "redis-lease.ownership",
        "redis-lease.order"
      })
  void areLegal(String claim) {
    Histories histories = Histories.of(Question.of(claim), RUNS);
    assertThat(histories.verdict().isFail()).as(histories.verdict().toString()).isFalse();
    assertThat(histories.judged()).isGreaterThan(RUNS / 4);
  }

  /** Without the guard, some history is illegal. */
  @Test
  void unguardedIsIllegal() {
    Histories histories = Histories.of(Question.of("redis-lease.order-unguarded"), 4 * RUNS);
    assertThat(histories.illegal()).isPresent();
    assertThat(LeaseHistory.judge(histories.latest(), "acquire", "write").result())
        .isEqualTo(Result.FAIL);
  }

  /** Where a server's clock jumps, two believe that they hold the lease, and the history has it. */
  @Test
  void twoBelieve() {
    Question jumping =
        Question.of("redis-lease.exclusion")
            .without(Question.of("redis-lease.exclusion").assumptions());
    assertThat(Histories.of(jumping, 20 * RUNS).illegal()).isPresent();
  }

  /** One seed gives one history, whose operations are those of a fenced mutex, and looks. */
  @Test
  void areRepeatable() {
    Question question = Question.of("redis-lease.order");
    List<Event> history = Histories.recorded(question, new RandomSchedule(5), 5, new Tally());
    assertThat(Histories.recorded(question, new RandomSchedule(5), 5, new Tally()))
        .isEqualTo(history);
    assertThat(history).hasSizeGreaterThan(6);
  }
}
