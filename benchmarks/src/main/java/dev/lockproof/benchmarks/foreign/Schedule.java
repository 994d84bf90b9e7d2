// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks.foreign;

import dev.lockproof.benchmarks.foreign.Observation.Asked;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** When to ask for how many permits. */
enum Schedule {
  /** For ten times the burst at once, and then one by one. */
  FIRST("a first request for ten times the burst, then one by one") {
    @Override
    void run(Asker asker) {
      asker.ask(10L * Foreign.BURST);
      for (int i = 0; i < 2 * Foreign.BURST; i++) {
        asker.ask(1);
      }
    }
  },

  /** For all there is, just before the end of a period and just after it. */
  EDGE("all there is, shortly before and after the end of each period") {
    @Override
    void run(Asker asker) {
      long period = Foreign.PERIOD.toNanos();
      for (int i = 1; i <= 3; i++) {
        asker.until(2L * i * period - period / 20);
        asker.exhaust();
        asker.until(2L * i * period + period / 20);
        asker.exhaust();
      }
    }
  },

  /** For one permit, a hundred times each period. */
  STEADY("one permit, a hundred times a period, for five periods") {
    @Override
    void run(Asker asker) {
      long step = Foreign.PERIOD.toNanos() / 100;
      for (int i = 0; i < 500; i++) {
        asker.until(i * step);
        asker.ask(1);
      }
    }
  },

  /** At random, from a fixed seed. */
  RANDOM("three hundred requests at random, seed 1") {
    @Override
    void run(Asker asker) {
      var random = new SplittableRandom(1);
      long time = 0;
      for (int i = 0; i < 300; i++) {
        time += random.nextInt(3) == 0 ? random.nextLong(Foreign.PERIOD.toNanos() / 10) : 1_000;
        asker.until(time);
        asker.ask(random.nextInt(8) == 0 ? random.nextInt(1, Foreign.BURST + 1) : 1);
      }
    }
  };

  private final String title;

  Schedule(String title) {
    this.title = title;
  }

  abstract void run(Asker asker);

  /** Returns what is asked. */
  String title() {
    return title;
  }

  /** Returns what a fresh limiter answers to this. */
  Observation observe(Foreign foreign) {
    try (var asker = new Asker(foreign)) {
      run(asker);
      return asker.observation;
    }
  }

  /** Asks, at times of a clock that moves as it is told, or that of the system. */
  static final class Asker implements AutoCloseable {
    private final Observation observation = new Observation();
    private final boolean isVirtual;
    private final Foreign.Limited limiter;
    private final long origin;
    private long virtual;

    Asker(Foreign foreign) {
      isVirtual = foreign.isVirtual();
      limiter = foreign.create(() -> virtual);
      origin = isVirtual ? 0 : System.nanoTime();
    }

    private long now() {
      return isVirtual ? virtual : System.nanoTime() - origin;
    }

    void until(long time) {
      if (isVirtual) {
        virtual = Math.max(virtual, time);
      }
      for (long left = time - now(); left > 0; left = time - now()) {
        LockSupport.parkNanos(left);
      }
    }

    boolean ask(long permits) {
      long from = now();
      boolean admitted = limiter.tryAcquire(permits);
      observation.add(new Asked(from, now(), permits, admitted));
      return admitted;
    }

    /** Asks for one permit until it is refused, a hundred times at most. */
    void exhaust() {
      for (int i = 0; i < 100 && ask(1); i++) {}
    }

    @Override
    public void close() {
      limiter.close();
    }
  }
}
