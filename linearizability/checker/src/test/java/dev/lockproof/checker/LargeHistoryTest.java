// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.lockproof.checker.history.Recorder;
import dev.lockproof.checker.judge.Verdict;
import dev.lockproof.checker.judge.Verdict.Result;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Monitors answer at once on histories where a search would never end, or that are long. */
@Timeout(60)
class LargeHistoryTest {
  private final long[] clock = new long[1];
  private final Recorder recorder = new Recorder(() -> clock[0]++);

  /** A thousand concurrent tryLocks fail, and two processes hold the lock. */
  @Test
  void failedTryLocks() {
    lock(0);
    var pending = new ArrayList<Recorder.Pending>();
    for (int process = 2; process < 1002; process++) {
      pending.add(recorder.invoke(process, "tryLock", null, null));
    }
    lock(1);
    pending.forEach(tryLock -> tryLock.ok(false));
    unlock(0);
    unlock(1);
    assertThat(check("owner-mutex").explanation())
        .isEqualTo("processes 0 and 1 held the lock at the same time");
  }

  /** A thousand tryLocks fail while the lock is free. */
  @Test
  void failedTryLocksOfFreeLock() {
    lock(0);
    unlock(0);
    var pending = new ArrayList<Recorder.Pending>();
    for (int process = 2; process < 1002; process++) {
      pending.add(recorder.invoke(process, "tryLock", null, null));
    }
    pending.forEach(tryLock -> tryLock.ok(false));
    assertThat(check("owner-mutex").explanation())
        .isEqualTo("process 2 was told that the lock is held, but it was free all the time");
  }

  /** Five hundred acquires of unknown outcome cannot explain that two others overlap. */
  @Test
  void unknownAcquires() {
    for (int process = 2; process < 502; process++) {
      recorder.invoke(process, "lock", null, null).info();
    }
    for (int i = 0; i < 100; i++) {
      lock(0);
      unlock(0);
    }
    lock(0);
    lock(1);
    unlock(0);
    assertThat(check("owner-mutex").isFail()).isTrue();
  }

  /** Nor can five hundred acquires of unknown outcome explain a token that goes back. */
  @Test
  void unknownGrants() {
    for (int process = 2; process < 502; process++) {
      recorder.invoke(process, "acquire", null, null).info();
    }
    recorder.invoke(0, "acquire", null, null).ok(7);
    recorder.invoke(1, "acquire", null, null).ok(6);
    assertThat(check("fenced-mutex").isFail()).isTrue();
  }

  /** A million operations are judged within 200 bytes each, besides the history itself. */
  @Test
  void million() {
    int operations = 1_000_000;
    for (int i = 0; i < operations / 2; i++) {
      lock(i % 16);
      unlock(i % 16);
    }
    var history = recorder.history();
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    Verdict verdict = new Checker(Specification.of("owner-mutex")).check(history);
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(verdict.result()).isEqualTo(Result.PASS);
    assertThat(bytes / operations).isLessThan(200);
  }

  private void lock(int process) {
    recorder.invoke(process, "lock", null, null).ok(null);
  }

  private void unlock(int process) {
    recorder.invoke(process, "unlock", null, null).ok(null);
  }

  private Verdict check(String model) {
    return new Checker(Specification.of(model)).check(recorder.history());
  }
}
