// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Says how many schedules of a claim a core runs in a second: {@code CLAIM [SCHEDULES]}, the best
 * of some rounds. It counts the time that the core spent on it, so it may be busy with other
 * things.
 */
public final class Speed {
  private static final int ROUNDS = 12;

  private Speed() {}

  /** Prints the number, and how long the schedules are. */
  public static void main(String[] args) {
    Question question = Question.of(args[0]);
    long count = args.length > 1 ? Long.parseLong(args[1]) : 50_000;
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double best = 0;
    double events = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = threads.getCurrentThreadCpuTime();
      Sampling sampling = Sampling.of(question, round * count, count);
      double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
      best = Math.max(best, sampling.runs() / seconds);
      events = (double) sampling.events() / sampling.runs();
    }
    System.out.printf("%.0f schedules a second, of %.1f events each%n", best, events);
  }
}
