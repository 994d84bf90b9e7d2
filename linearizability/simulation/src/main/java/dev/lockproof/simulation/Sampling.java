// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import dev.lockproof.checker.history.Event;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * Runs a question by many seeds, until one violates the property or enough have been tried that
 * differ in the order of their steps.
 */
final class Sampling {
  private static final int SIZES = 4;

  /** So many times as many seeds are tried at most as there shall be different schedules. */
  private static final int MOST = 2;

  /** How many ranges of seeds a median is taken of, and how far they are apart. */
  private static final int RANGES = 5;

  private static final long RANGE = 1L << 32;

  private final Question question;
  private final Scenario[] scenarios = new Scenario[SIZES];
  private final RandomSchedule schedule = new RandomSchedule(0);
  private final Tally tally = new Tally();
  private final Distinct distinct;
  private OptionalLong violating = OptionalLong.empty();
  private long runs;
  private long events;
  private double virtualSeconds;

  private Sampling(Question question, Distinct distinct) {
    this.question = question;
    this.distinct = distinct;
    for (int i = 0; i < SIZES; i++) {
      scenarios[i] = question.scenario(i);
    }
  }

  /** Runs the seeds from that first one on, for so many different schedules. */
  static Sampling of(Question question, long first, long count) {
    var sampling = new Sampling(question, new Distinct(count));
    long end = first + MOST * count;
    for (long seed = first; seed < end && sampling.goesOn(count); seed++) {
      sampling.run(seed);
    }
    return sampling;
  }

  /** Returns how many schedules it takes to the first violation: the median of some ranges. */
  static long median(Question question, long count) {
    long[] runs = new long[RANGES];
    for (int range = 0; range < RANGES; range++) {
      runs[range] = of(question, range * RANGE, count).runs();
    }
    Arrays.sort(runs);
    return runs[RANGES / 2];
  }

  private boolean goesOn(long count) {
    return violating.isEmpty() && distinct.count() < count;
  }

  private void run(long seed) {
    schedule.reset(seed);
    Run run = Run.of(scenarios[(int) (seed % SIZES)], schedule, tally, false, question.property());
    runs++;
    events += run.world().events();
    virtualSeconds += run.world().now() / 1e9;
    distinct.add(run.world().log().shape());
    if (run.violated().contains(question.property())) {
      violating = OptionalLong.of(seed);
    }
  }

  /** Returns the first seed that violates the property. */
  OptionalLong violating() {
    return violating;
  }

  /** Returns the story of the first seed that violates the property, shortened. */
  Story story() {
    long seed = violating.orElseThrow();
    return Story.of(question, seed + ":" + Replay.write(answers(seed)));
  }

  /** Returns the history of that story. */
  List<Event> history(Story story) {
    long seed = violating.orElseThrow();
    String arguments = story.arguments().split(" ", -1)[1];
    var replay = new Replay(Replay.read(arguments.substring(arguments.indexOf(':') + 1)));
    return Run.recorded(question.scenario(seed), replay, new Tally(), question.property());
  }

  /** Returns the shortened schedule of a seed that violates the property. */
  int[] answers(long seed) {
    Scenario scenario = question.scenario(seed);
    var recording = new Replay.Recording(new RandomSchedule(seed));
    var unused = Run.of(scenario, recording, new Tally(), false, question.property());
    return Shrinking.shrink(scenario, question.property(), recording.answers());
  }

  /** Returns the faults that fired less often than that while somebody held a lease. */
  List<Fault> rare(long least) {
    return scenarios[0].faults().stream()
        .filter(fault -> tally.firedWhileHeld(fault) < least)
        .toList();
  }

  Tally tally() {
    return tally;
  }

  long runs() {
    return runs;
  }

  long events() {
    return events;
  }

  double virtualSeconds() {
    return virtualSeconds;
  }

  /** Returns how many runs differ in the order of their steps, or a few less. */
  long distinct() {
    return distinct.count();
  }
}
