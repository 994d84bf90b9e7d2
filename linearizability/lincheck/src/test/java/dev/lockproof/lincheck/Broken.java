// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import dev.lockproof.local.ClhLock;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.Operation;

/** Counters that a Lincheck test must reject, each in its own way. */
final class Broken {
  private Broken() {}

  /** A counter without threads. */
  public static class Counter {
    private int count;

    /** Counts. */
    public int count() {
      return ++count;
    }
  }

  /** Counts without a lock. */
  public static class Unguarded extends LincheckTest {
    private int count;

    @Override
    protected List<ExecutionScenario> scenarios() {
      return List.of(race("count", "count"));
    }

    /** Counts, in two steps. */
    @Operation
    public int count() {
      return ++count;
    }

    /** What it should be. */
    public static class Sequential extends Counter {}
  }

  /** Counts under a lock that it keeps. */
  public static class Greedy extends LincheckTest {
    private final ClhLock lock = new ClhLock();
    private int count;

    @Override
    protected List<ExecutionScenario> scenarios() {
      return List.of(race("count", "count"));
    }

    /** Counts; the second one waits for ever. */
    @Operation(blocking = true)
    public int count() {
      lock.lock();
      return ++count;
    }

    /** What it should be. */
    public static class Sequential extends Counter {}
  }

  /** Waits, though it is not said to. */
  public static class Secretive extends LincheckTest {
    private final ClhLock lock = new ClhLock();
    private int count;

    @Override
    protected List<ExecutionScenario> scenarios() {
      return List.of(race("count", "count"));
    }

    /** Counts; while one is inside and not scheduled, the other waits. */
    @Operation
    public int count() {
      lock.lock();
      int mine = ++count;
      lock.unlock();
      return mine;
    }

    /** What it should be. */
    public static class Sequential extends Counter {}
  }

  /** Fails when it meets another. */
  public static class Nervous extends LincheckTest {
    private boolean busy;
    private int count;

    @Override
    protected List<ExecutionScenario> scenarios() {
      return List.of(race("count", "count"));
    }

    /** Counts, if it is alone. */
    @Operation
    public int count() {
      if (busy) {
        throw new IllegalStateException("busy");
      }
      busy = true;
      int mine = ++count;
      busy = false;
      return mine;
    }

    /** What it should be. */
    public static class Sequential extends Counter {}
  }
}
