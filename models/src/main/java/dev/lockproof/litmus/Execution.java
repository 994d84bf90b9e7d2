// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.util.List;
import java.util.Map;

/** One consistent execution. */
final class Execution {
  private final List<Event> events;
  private final int[] rf;
  private final long[] co;
  private final Map<String, Integer> finals;
  private final List<Map<String, Object>> registers;

  /**
   * Creates it.
   *
   * @param events the writes before the start, then each thread's events in program order
   * @param rf for each event the number of the write that it reads from, or -1
   * @param co the coherence order as far as it is forced, closed
   * @param finals the number of the last write to each location
   * @param registers the results of each thread
   */
  Execution(
      List<Event> events,
      int[] rf,
      long[] co,
      Map<String, Integer> finals,
      List<Map<String, Object>> registers) {
    this.events = events;
    this.rf = rf;
    this.co = co;
    this.finals = finals;
    this.registers = registers;
  }

  List<Event> events() {
    return events;
  }

  List<Map<String, Object>> registers() {
    return registers;
  }

  /** Returns the write that event {@code read} reads from, or -1. */
  int source(int read) {
    return rf[read];
  }

  /** Returns the writes that come next after {@code write} in coherence order, as bits. */
  long next(int write) {
    long next = co[write];
    for (long rest = co[write]; rest != 0; rest &= rest - 1) {
      next &= ~co[Long.numberOfTrailingZeros(rest)];
    }
    return next;
  }

  boolean accesses(String location) {
    return finals.containsKey(location);
  }

  /** Returns the value that {@code location} has at the end. */
  Object finalValue(String location) {
    Integer last = finals.get(location);
    return last == null ? 0 : events.get(last).out();
  }
}
