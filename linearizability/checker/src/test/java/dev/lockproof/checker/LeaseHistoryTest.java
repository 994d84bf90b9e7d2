// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.checker.history.Event;
import dev.lockproof.checker.history.Recorder;
import dev.lockproof.checker.judge.Verdict.Result;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is judged by a part of a history of leases can be judged illegal. */
class LeaseHistoryTest {
  private final AtomicLong clock = new AtomicLong();
  private final Recorder recorder = new Recorder(clock::incrementAndGet);

  private void happened(int process, String f, Object input, Object output) {
    recorder.invoke(process, f, "r", input.equals("") ? null : input).ok(output);
  }

  private List<Event> events() {
    return recorder.events();
  }

  /** A token that is given twice is seen by who judges grants, and not by who judges the guard. */
  @Test
  void partsAreJudged() {
    happened(0, "acquire", "", 1L);
    happened(0, "look", 1L, true);
    happened(0, "raise", 1L, true);
    happened(1, "acquire", "", 1L);
    assertThat(LeaseHistory.judge(events(), "acquire").result()).isEqualTo(Result.FAIL);
    assertThat(LeaseHistory.judge(events(), "raise").result()).isEqualTo(Result.PASS);
    assertThat(LeaseHistory.fenced(events())).hasSize(6);
  }

  /** Two leases that are found held in turn were held together. */
  @Test
  void believersOverlap() {
    happened(0, "acquire", "", 1L);
    happened(1, "acquire", "", 2L);
    happened(0, "look", 1L, true);
    happened(1, "look", 2L, true);
    assertThat(LeaseHistory.exclusive(events()).result()).isEqualTo(Result.FAIL);
  }

  /** A lease that was last found held before the next grant harms nobody. */
  @Test
  void believersInTurn() {
    happened(0, "acquire", "", 1L);
    happened(0, "look", 1L, true);
    happened(1, "acquire", "", 2L);
    happened(0, "look", 1L, false);
    happened(1, "look", 2L, true);
    assertThat(LeaseHistory.exclusive(events()).result()).isEqualTo(Result.PASS);
  }

  /** Nobody looked: nothing is known. */
  @Test
  void nobodyLooked() {
    happened(0, "acquire", "", 1L);
    happened(1, "acquire", "", 2L);
    assertThat(LeaseHistory.exclusive(events()).result()).isEqualTo(Result.INCONCLUSIVE);
  }
}
