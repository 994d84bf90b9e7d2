// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.checker.history.Recorder;
import dev.lockproof.checker.judge.Verdict;
import dev.lockproof.checker.judge.Verdict.Result;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The judge of sliding windows finds what is wrong, and nothing else. */
class WindowJudgeTest {
  private final AtomicLong clock = new AtomicLong();
  private final Recorder recorder = new Recorder(clock::get);

  /** Asks for so many permits during that time. */
  private void asked(int process, long from, long to, long permits, boolean admitted) {
    clock.set(from);
    Recorder.Pending pending = recorder.invoke(process, "tryAcquire", "k", permits);
    clock.set(to);
    pending.ok(admitted);
  }

  private Verdict judge() {
    return new WindowJudge(3, Duration.ofNanos(10), 0).judge(recorder.events());
  }

  /** What began and ended within the length counts, at whatever moments. */
  @Test
  void tooMany() {
    asked(0, 0, 1, 2, true);
    asked(0, 8, 9, 2, true);
    assertThat(judge().result()).isEqualTo(Result.FAIL);
    assertThat(judge().explanation()).contains("4 permits were admitted", "the limit is 3");
  }

  /** The first may have been as early as the length before the last. */
  @Test
  void perhapsNotTooMany() {
    asked(0, 0, 1, 2, true);
    asked(0, 9, 10, 2, true);
    asked(0, 11, 12, 2, false);
    assertThat(judge().result()).isEqualTo(Result.PASS);
  }

  /** A refusal is wrong when all that may count leaves room. */
  @Test
  void refusedWithRoom() {
    asked(0, 0, 1, 2, true);
    asked(0, 2, 3, 1, false);
    assertThat(judge().result()).isEqualTo(Result.FAIL);
    assertThat(judge().explanation()).contains("although at most 2 of 3 permits counted");
  }

  /** What is a length old does not count; what is not answered may. */
  @Test
  void oldAndUnknown() {
    asked(0, 0, 1, 3, true);
    asked(0, 12, 13, 1, false);
    assertThat(judge().result()).isEqualTo(Result.FAIL);
    var open = new Recorder(clock::get);
    open.invoke(1, "tryAcquire", "k", 3L).info();
    open.invoke(0, "tryAcquire", "k", 1L).ok(false);
    assertThat(new WindowJudge(3, Duration.ofNanos(10), 0).judge(open.events()).result())
        .isEqualTo(Result.PASS);
  }

  /** A history without requests says nothing. */
  @Test
  void nothing() {
    assertThat(judge().result()).isEqualTo(Result.INCONCLUSIVE);
  }
}
