// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A schedule that repeats answers that were once given, and is dull when they are used up. */
final class Replay extends Schedule {
  private final int[] answers;
  private int used;

  Replay(int... answers) {
    this.answers = answers;
  }

  /** Returns answers that were {@linkplain #write written}. */
  static int[] read(String text) {
    return text.isEmpty()
        ? new int[0]
        : Arrays.stream(text.split(",", -1))
            .mapToInt(answer -> answer.isEmpty() ? 0 : Integer.parseInt(answer))
            .toArray();
  }

  /** Returns answers as text: with commas between, and nothing in place of a zero. */
  static String write(int... answers) {
    return Arrays.stream(answers)
        .mapToObj(answer -> answer == 0 ? "" : Integer.toString(answer))
        .collect(Collectors.joining(","));
  }

  @Override
  int next(int bound, int chance) {
    int answer = used < answers.length ? answers[used] : 0;
    used++;
    return answer < bound ? answer : 0;
  }

  /** Writes down all answers of another schedule. */
  static final class Recording extends Schedule {
    private final RandomSchedule schedule;
    private int[] answers = new int[256];
    private int given;

    Recording(RandomSchedule schedule) {
      this.schedule = schedule;
    }

    @Override
    int chance(Fault fault) {
      return schedule.chance(fault);
    }

    @Override
    int next(int bound, int chance) {
      return noted(schedule.next(bound, chance));
    }

    @Override
    int delay(int link, int bound) {
      return noted(schedule.delay(link, bound));
    }

    int[] answers() {
      return Arrays.copyOf(answers, given);
    }

    private int noted(int answer) {
      if (given == answers.length) {
        answers = Arrays.copyOf(answers, 2 * given);
      }
      answers[given++] = answer;
      return answer;
    }
  }
}
