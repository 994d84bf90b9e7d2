// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import dev.lockproof.checker.LeaseHistory;
import dev.lockproof.checker.history.Event;
import dev.lockproof.checker.judge.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Histories of simulated runs, judged as those of real servers are: by what clients did and were
 * told, and by nothing that only the simulator knows.
 *
 * <p>Only what a history can show is judged by it. Whose key a server has, and for how long, it
 * cannot: that is left to the {@link Monitor}. Two grants of one request are no history of a lease,
 * and tokens in it have no incarnation: so the network repeats nothing here, and the server does
 * not lose its count.
 */
final class Histories {
  private static final List<Fault> LEFT_OUT =
      List.of(Fault.REPEATED, Fault.FORGET, Fault.FAIL_OVER);

  private final Question question;
  private final Function<List<Event>, Verdict> judge;
  private final Tally tally = new Tally();
  private List<Event> latest = List.of();
  private Verdict verdict = Verdict.pass("no history was illegal");
  private OptionalLong illegal = OptionalLong.empty();
  private long judged;
  private long operations;

  private Histories(Question question, Function<List<Event>, Verdict> judge) {
    this.question = question;
    this.judge = judge;
  }

  /** Returns how histories are judged about a claim; empty if they say nothing about it. */
  static Optional<Function<List<Event>, Verdict>> judge(String claim) {
    return Optional.ofNullable(
        switch (claim) {
          case "redis-lease.exclusion" -> LeaseHistory::exclusive;
          case "redis-lease.tokens" -> events -> LeaseHistory.judge(events, "acquire");
          case "redis-lease.ownership" ->
              events -> LeaseHistory.judge(events, "acquire", "renew", "release");
          case "redis-lease.order", "redis-lease.order-unguarded" ->
              events -> LeaseHistory.judge(events, "acquire", "raise", "read", "write");
          default -> null;
        });
  }

  /** Judges the histories of seeds, until one is illegal or so many were judged. */
  static Histories of(Question question, long count) {
    var histories = new Histories(question, judge(question.claim().id()).orElseThrow());
    for (long seed = 0; seed < count && histories.illegal.isEmpty(); seed++) {
      histories.run(seed);
    }
    return histories;
  }

  private void run(long seed) {
    latest = recorded(question, new RandomSchedule(seed), seed, tally);
    operations += latest.stream().filter(event -> event.type() == Event.Type.INVOKE).count();
    Verdict found = judge.apply(latest);
    judged += found.result() == Verdict.Result.INCONCLUSIVE ? 0 : 1; // perhaps nobody looked
    if (found.isFail()) {
      verdict = found;
      illegal = OptionalLong.of(seed);
    }
  }

  /** Returns the faults that there may be in a run, whose history can be judged. */
  static List<Fault> faults(Question question) {
    var faults = new ArrayList<>(question.scenario(0).faults());
    faults.removeAll(LEFT_OUT);
    return faults;
  }

  /** Returns the history of such a run. */
  static List<Event> recorded(Question question, Schedule schedule, long seed, Tally tally) {
    Fault[] faults = faults(question).toArray(Fault[]::new);
    return Run.recorded(question.scenario(seed).with(faults), schedule, tally, null);
  }

  /** Returns the first seed whose history is illegal. */
  OptionalLong illegal() {
    return illegal;
  }

  /** Returns what is wrong with it. */
  Verdict verdict() {
    return verdict;
  }

  /** Returns the history that was judged last: the illegal one, if there is one. */
  List<Event> latest() {
    return latest;
  }

  /** Returns how many histories were judged; some say nothing. */
  long judged() {
    return judged;
  }

  long operations() {
    return operations;
  }

  Tally tally() {
    return tally;
  }
}
