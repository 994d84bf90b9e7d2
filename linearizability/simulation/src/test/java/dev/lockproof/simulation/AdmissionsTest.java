// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.checker.history.Completion;
import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.judge.Verdict;
import dev.lockproof.checker.model.TokenBucket;
import dev.lockproof.checker.monitor.TokenBucketMonitor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was admitted is judged as elsewhere. */
class AdmissionsTest {
  private static final int HISTORIES = 2_000;
  private static final int BURST = 3;
  private static final int INTERVAL = 10;
  private static final int LONGEST = 30;
  private static final int REQUESTS = 12;

  /** Where the clock never goes back, the monitor of the checker finds the same. */
  @Test
  void theMonitorAgrees() {
    var schedule = new RandomSchedule(1);
    int broken = 0;
    for (int i = 0; i < HISTORIES; i++) {
      var admissions =
          new Admissions(
              (permits, micros) -> (permits - BURST) * INTERVAL <= micros, schedule.below(2) == 1);
      List<Operation> operations = new ArrayList<>();
      boolean isWithin = true;
      long now = 0;
      for (int line = 0; line < REQUESTS; line++) {
        now += schedule.below(LONGEST);
        long permits = 1L + schedule.below(2);
        boolean isAdmissible = admissions.isAdmissible(permits, now);
        boolean isAdmitted = isAdmissible || schedule.below(20) == 0;
        isWithin &= isAdmissible || !isAdmitted;
        if (isAdmitted) {
          admissions.add(permits, now);
        }
        operations.add(request(line, permits, isAdmitted, now));
      }
      broken += isWithin ? 0 : 1;
      Verdict verdict = new TokenBucketMonitor(new TokenBucket(BURST, INTERVAL)).judge(operations);
      assertThat(verdict.isFail()).as("%s %s", operations, verdict).isEqualTo(!isWithin);
    }
    assertThat(broken).isBetween(HISTORIES / 20, HISTORIES / 2);
  }

  private static Operation request(int line, long permits, boolean isAdmitted, long now) {
    return new Operation(
        line + 1, 0, "tryAcquire", null, permits, isAdmitted, Completion.OK, line, line, now, now);
  }

  /** An entry between others counts in all windows that it lies in. */
  @Test
  void isInsertedInItsPlace() {
    var admissions = new Admissions((permits, micros) -> micros >= 10 || permits <= 2, false);
    assertThat(admissions.insert(1, 20)).isTrue();
    assertThat(admissions.insert(1, 5)).isTrue();
    assertThat(admissions.insert(1, 12)).isTrue();
    assertThat(admissions.insert(1, 13)).isFalse();
  }

  /** The first moment at which something is admissible is found, to the microsecond. */
  @Test
  void theFirstMoment() {
    var admissions = new Admissions((permits, micros) -> micros >= 10 || permits <= 2, true);
    admissions.add(2, 5);
    assertThat(admissions.isFirst(1, 15)).isTrue();
    assertThat(admissions.isFirst(1, 14)).isFalse();
    assertThat(admissions.isFirst(1, 16)).isFalse();
  }
}
