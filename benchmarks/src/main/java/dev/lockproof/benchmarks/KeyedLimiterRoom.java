// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import dev.lockproof.rate.KeyedLimiter;
import dev.lockproof.rate.Rate;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * How much memory does a key take in {@link KeyedLimiter}, and how long does a request take at
 * most, when ten million keys come, and when as many expire at once and others come?
 *
 * <p>The keys are made before, and their memory is not counted. The time of a request is that of
 * the processor in its thread, so that neither the collector's threads nor other processes are
 * blamed on it; beside it stands the time on the wall. What the machine takes for itself meanwhile
 * is seen in a second pass over the same keys, for as long, in which nothing is asked. The heap is
 * touched before, or else the request that first touches new memory waits for the system to find
 * it.
 *
 * <p>Run: {@code java -Xms3g -Xmx3g -XX:+AlwaysPreTouch -XX:+UseParallelGC -cp ...
 * dev.lockproof.benchmarks.KeyedLimiterRoom [keys]}.
 */
public final class KeyedLimiterRoom {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final AtomicLong now = new AtomicLong();
  private final Long[] keys;
  private final KeyedLimiter<Long> limiter;

  private KeyedLimiterRoom(int count) {
    keys = new Long[count];
    limiter = new KeyedLimiter<>(10, Rate.perSecond(10), count, now::get);
  }

  /** Measures, and prints. */
  public static void main(String[] arguments) {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000_000;
    new KeyedLimiterRoom(count).run();
  }

  private void run() {
    System.out.printf(
        "%d keys, %s, %d processors, %s%n",
        keys.length,
        System.getProperty("java.vm.version"),
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getGarbageCollectorMXBeans().get(0).getName());
    ask(0, "a first time, to warm up");
    now.addAndGet(1_000_000_000);
    tidy("forgotten");
    long before = memory();
    ask(keys.length, "when all are new");
    ask(keys.length, "when all are known");
    System.out.printf("%.1f bytes a key%n", (double) (memory() - before) / keys.length);
    now.addAndGet(1_000_000_000);
    ask(2L * keys.length, "when as many others have expired at once");
    now.addAndGet(1_000_000_000);
    tidy("forgotten");
    System.out.printf("%d bytes more than at first%n", memory() - before);
  }

  /** Asks once for each key from an origin on. */
  private void ask(long origin, String when) {
    for (int i = 0; i < keys.length; i++) {
      keys[i] = origin + i;
    }
    long start = System.nanoTime();
    Longest times = pass(limiter::tryAcquire);
    long end = System.nanoTime();
    Longest nothing = pass(key -> true);
    while (System.nanoTime() - end < end - start) {
      nothing.add(pass(key -> true));
    }
    System.out.printf(
        "%s, of %d keys kept: %s; when nothing was asked, %s%n",
        when, limiter.size(), times, nothing);
  }

  private Longest pass(Predicate<Long> request) {
    var times = new Longest();
    for (Long key : keys) {
      times.start();
      boolean admitted = request.test(key);
      times.stop();
      if (!admitted) {
        throw new IllegalStateException("key " + key + " was refused");
      }
    }
    return times;
  }

  private void tidy(String what) {
    var times = new Longest();
    for (int i = 0; limiter.size() > 0 && i < 1 << 16; i += 1 << 12) {
      for (int stripe = 0; stripe < 1 << 12; stripe++) {
        times.start();
        limiter.tidy();
        times.stop();
      }
    }
    System.out.printf("%s, but %d keys: %s%n", what, limiter.size(), times);
  }

  private static long memory() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** The longest time of many. */
  private static final class Longest {
    private long cpu;
    private long wall;
    private long longestCpu;
    private long longestWall;

    void add(Longest other) {
      longestCpu = Math.max(longestCpu, other.longestCpu);
      longestWall = Math.max(longestWall, other.longestWall);
    }

    void start() {
      cpu = THREADS.getCurrentThreadCpuTime();
      wall = System.nanoTime();
    }

    void stop() {
      longestWall = Math.max(longestWall, System.nanoTime() - wall);
      longestCpu = Math.max(longestCpu, THREADS.getCurrentThreadCpuTime() - cpu);
    }

    @Override
    public String toString() {
      return "the longest took %d us of the processor, %d us on the wall"
          .formatted(longestCpu / 1000, longestWall / 1000);
    }
  }
}
