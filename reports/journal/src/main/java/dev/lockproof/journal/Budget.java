// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.journal;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A named set of counts: how far every check goes.
 *
 * <p>All counts of all layers stand here and nowhere else, so that one word says how strong a run
 * was. A budget bounds work, not time, and so gives the same result on a slow machine; {@link
 * #checkLimit} only stops what hangs, and what it stops is inconclusive.
 */
public enum Budget {
  /** Seconds: does the chain hold together? */
  SMOKE(1),

  /** Minutes: what the tests and the default run use. */
  QUICK(2),

  /** Some tens of minutes: before a release. */
  STANDARD(3),

  /** Hours. */
  THOROUGH(4);

  private final int level;

  Budget(int level) {
    this.level = level;
  }

  /** Returns the budget of the running test, from the system property {@code lockproof.budget}. */
  public static Budget current() {
    return of(System.getProperty("lockproof.budget", QUICK.id()));
  }

  /**
   * Returns the budget of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Budget of(String id) {
    for (Budget budget : values()) {
      if (budget.id().equals(id)) {
        return budget;
      }
    }
    throw new IllegalArgumentException(
        "no budget is named '"
            + id
            + "'; there are "
            + Arrays.stream(values()).map(Budget::id).toList());
  }

  /** Returns the name as it stands in files and on the command line: lower case. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether this budget goes at least as far as {@code other}. */
  public boolean covers(Budget other) {
    return level >= other.level;
  }

  /** Returns how long one check may take before it is stopped as hanging. */
  public Duration checkLimit() {
    return Duration.ofSeconds(pick(30, 60, 600, 7200));
  }

  /** Returns the random scenarios of one Lincheck strategy. */
  public int lincheckIterations() {
    return pick(3, 8, 50, 300);
  }

  /** Returns the interleavings or runs of one Lincheck scenario. */
  public int lincheckInvocations() {
    return pick(100, 300, 2_000, 10_000);
  }

  /** Returns the jcstress options that set how long a test runs and in how many configurations. */
  public List<String> stressOptions() {
    return switch (this) {
      case SMOKE -> List.of("-m", "quick", "-iters", "2", "-sc", "false", "-jvmArgs", "-Xint");
      case QUICK ->
          List.of("-m", "quick", "-iters", "2", "-sc", "false", "-pth", "false", "-hs", "64");
      case STANDARD -> List.of("-m", "default");
      case THOROUGH -> List.of("-m", "tough");
    };
  }

  /** Returns the random command sequences on which a script and its Java twin are compared. */
  public int scriptSequences() {
    return pick(1_000, 100_000, 1_000_000, 10_000_000);
  }

  /** Returns the different schedules by which the simulator runs one claim. */
  public int simulationRuns() {
    return pick(500, 8_000, 200_000, 10_000_000);
  }

  /** Returns the different schedules by which it runs a claim without some of its assumptions. */
  public int latticeRuns() {
    return pick(500, 8_000, 100_000, 500_000);
  }

  /** Returns the simulated runs whose histories are judged about one claim. */
  public int recordedRuns() {
    return pick(100, 4_000, 20_000, 500_000);
  }

  /** Returns how many simulated runs a specification is asked about, step by step. */
  public int tracedRuns() {
    return pick(20, 80, 1_000, 5_000);
  }

  /** Returns of how many of them each variant is asked about, in which one thing is wrong. */
  public int mutatedRuns() {
    return pick(1, 4, 40, 200);
  }

  /** Returns how many choices of what comes next the simulator tries all of, in small scopes. */
  public int simulationPicks() {
    return pick(5, 7, 9, 11);
  }

  /** Returns how often each kind of fault must fire there, while somebody holds a lease. */
  public int faultsWhileHeld() {
    return pick(0, 10, 300, 1_000);
  }

  /** Returns the operations of one workload on a real server. */
  public int clusterOperations() {
    return pick(100, 1_000, 20_000, 500_000);
  }

  /** Returns the random small histories on which a monitor and exhaustive search are compared. */
  public int histories() {
    return pick(2_000, 100_000, 1_000_000, 10_000_000);
  }

  /** Returns the random volatile programs on which litmus and plain interleaving are compared. */
  public int litmusPrograms() {
    return pick(2_000, 20_000, 100_000, 3_000_000);
  }

  /** Returns the candidate executions about which litmus and a SAT solver are both asked. */
  public int litmusCandidates() {
    return pick(50, 150, 5_000, 100_000);
  }

  /** Returns the JVMs forked for each benchmark. */
  public int benchmarkForks() {
    return pick(1, 2, 3, 5);
  }

  /** Returns the measured iterations in each fork; half as many are warm-up. */
  public int benchmarkIterations() {
    return pick(1, 3, 5, 10);
  }

  /** Returns the length of one iteration of a benchmark. */
  public Duration benchmarkIteration() {
    return Duration.ofMillis(pick(100, 300, 1_000, 1_000));
  }

  private int pick(int smoke, int quick, int standard, int thorough) {
    return switch (this) {
      case SMOKE -> smoke;
      case QUICK -> quick;
      case STANDARD -> standard;
      case THOROUGH -> thorough;
    };
  }
}
