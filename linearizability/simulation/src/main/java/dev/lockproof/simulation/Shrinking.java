// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import java.util.Arrays;

/**
 * Shortens a schedule that violates a property, as long as it does: fewer steps, fewer and smaller
 * answers. What is left is a story.
 */
final class Shrinking {
  /** Some seconds. */
  private static final long MOST_EVENTS = 1_000_000;

  /** So many steps nobody reads; what they hang on shall be short then. */
  private static final long LONG = 200;

  private final Scenario scenario;
  private final Property property;
  private int[] best;
  private long bestSteps;

  /** By how many steps a story may become longer for the sake of fewer or smaller answers. */
  private final long slack;

  private long events;

  private Shrinking(Scenario scenario, Property property, int... answers) {
    this.scenario = scenario;
    this.property = property;
    this.best = answers;
    this.bestSteps = steps(answers);
    this.slack = bestSteps > LONG ? bestSteps / 4 : 0;
  }

  /** Returns a shorter schedule that violates the same property. */
  static int[] shrink(Scenario scenario, Property property, int... answers) {
    var shrinking = new Shrinking(scenario, property, answers);
    shrinking.cutTail();
    if (shrinking.slack > 0) {
      shrinking.quieten();
    }
    int[] before;
    do {
      before = shrinking.best;
      shrinking.remove();
      shrinking.lower();
      shrinking.cutTail();
    } while (shrinking.best != before && shrinking.events < MOST_EVENTS);
    return shrinking.best;
  }

  /** Returns how many steps there are until the violation; none if there is no violation. */
  private long steps(int... answers) {
    Run run = Run.of(scenario, new Replay(answers), new Tally(), false, property);
    events += run.world().events();
    return run.violated().contains(property) ? run.world().log().steps() : Long.MAX_VALUE;
  }

  private boolean improves(int... candidate) {
    if (events >= MOST_EVENTS) {
      return false;
    }
    long steps = steps(candidate);
    boolean isSmaller = candidate.length < best.length || sum(candidate) < sum(best);
    boolean isShorter = steps < bestSteps || (steps <= bestSteps + slack && isSmaller);
    if (isShorter) {
      best = candidate;
      bestSteps = steps;
    }
    return isShorter;
  }

  private static long sum(int... answers) {
    return Arrays.stream(answers).asLongStream().sum();
  }

  private void cutTail() {
    for (int half = best.length / 2; half > 0; half /= 2) {
      while (half <= best.length && improves(Arrays.copyOf(best, best.length - half))) {
        // shorter by half, and perhaps again
      }
    }
  }

  /** Makes whole stretches dull. */
  private void quieten() {
    for (int length = best.length; length > 1; length /= 2) {
      for (int from = 0; from < best.length; from += length) {
        int[] candidate = best.clone();
        Arrays.fill(candidate, from, Math.min(from + length, candidate.length), 0);
        if (!Arrays.equals(candidate, best)) {
          improves(candidate);
        }
      }
    }
  }

  private void remove() {
    for (int length = Math.max(1, best.length / 4); length > 0; length /= 2) {
      for (int from = 0; from + length <= best.length; from++) {
        int[] candidate = new int[best.length - length];
        System.arraycopy(best, 0, candidate, 0, from);
        System.arraycopy(best, from + length, candidate, from, candidate.length - from);
        if (improves(candidate)) {
          from--;
        }
      }
    }
  }

  private void lower() {
    for (int i = 0; i < best.length; i++) {
      for (int lower = 0; i < best.length && lower < best[i]; lower = (lower + best[i] + 1) / 2) {
        int[] candidate = best.clone();
        candidate[i] = lower;
        if (improves(candidate)) {
          break;
        }
      }
    }
  }
}
