// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.checker.history.Event;
import dev.lockproof.checker.history.Recorder;
import dev.lockproof.checker.judge.Verdict.Result;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is judged by a rule of its own can be judged illegal. */
class JudgementTest {
  private final AtomicLong clock = new AtomicLong();
  private final Recorder recorder = new Recorder(clock::incrementAndGet);

  private void happened(int process, String f, Object input, Object output) {
    recorder.invoke(process, f, "r", input.equals("") ? null : input).ok(output);
  }

  private List<Event> events() {
    return recorder.events();
  }

  /** Two accepted writes that replace the same value: the first is lost. */
  @Test
  void lostUpdate() {
    happened(0, "write", List.of(1L, "a<start"), true);
    happened(1, "write", List.of(2L, "b<a"), true);
    assertThat(Contention.lostUpdate(events()).result()).isEqualTo(Result.PASS);
    happened(0, "write", List.of(1L, "c<a"), false);
    assertThat(Contention.lostUpdate(events()).result()).isEqualTo(Result.PASS);
    happened(1, "write", List.of(2L, "d<a"), true);
    assertThat(Contention.lostUpdate(events()).result()).isEqualTo(Result.FAIL);
  }
}
