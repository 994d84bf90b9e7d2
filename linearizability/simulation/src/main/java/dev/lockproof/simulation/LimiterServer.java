// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import dev.lockproof.redis.Script;
import java.util.List;

/** A server of a limiter, which knows all that it took, and judges what it says. */
final class LimiterServer extends Server {
  private static final int NO_KEY = -2;

  private final LimiterTerms terms;

  /** What it took, whoever heard of it, and whatever it has forgotten. */
  private final Admissions taken;

  /** What nodes have admitted. */
  private final Admissions served;

  private boolean hasKey;

  LimiterServer(Run run, int index) {
    super(run, index);
    terms = LimiterTerms.of(run.scenario().protocol(), world.schedule());
    taken = new Admissions(terms.onServer(), terms.standsStill());
    served = new Admissions(terms.everywhere(), false);
  }

  LimiterTerms terms() {
    return terms;
  }

  @Override
  List<String> carryOut(Operation operation) {
    var client = (LimiterClient) operation.from();
    long at = micros();
    long permits = LimiterTerms.permits(operation);
    List<String> answer = twin().run(operation.script(), operation.keys(), operation.arguments());
    boolean isTaken = operation.script().saysYes(answer.get(0));
    boolean isAdmissible = taken.isAdmissible(permits, at);
    tell(isTaken ? Step.TAKE : Step.DENY, client, permits);
    client.wasAsked(operation, taken.isAdmissible(client.permits(), at), isTaken, at);
    if (isTaken) {
      hasKey = true;
      run.monitor().check(Property.WINDOW, isAdmissible || terms.isLeased());
      taken.add(permits, at);
    } else {
      run.monitor().check(Property.EXACT, !isAdmissible);
    }
    run.monitor().check(Property.RETRY, isTold(answer, permits, at));
    return answer;
  }

  /** Returns whether the times in an answer are right: first its own, then that of the burst. */
  private boolean isTold(List<String> answer, long permits, long at) {
    long retry = Long.parseLong(answer.get(2));
    long reset = Long.parseLong(answer.get(3));
    boolean isTaken = Script.TAKE.saysYes(answer.get(0));
    return (isTaken ? retry == 0 : taken.isFirst(permits, at + retry))
        && taken.isFirst(terms.most(), at + reset);
  }

  /** Returns whether it may have so many permits now, or had so shortly before. */
  boolean mayHave(long permits) {
    return taken.isAdmissible(permits, micros() - terms.drift());
  }

  /** A node has admitted, as of that reading. */
  void served(long permits, long at) {
    run.monitor().check(Property.WINDOW, served.insert(permits, at));
  }

  @Override
  void forget(long nanos) {
    super.forget(nanos);
    hasKey = twin().expiryTime(LimiterClient.KEY) != NO_KEY;
  }

  @Override
  void set(long nanos) {
    super.set(nanos);
    look();
  }

  /** Deletes the key if it has expired, as servers do all the time. */
  @Override
  void look() {
    if (hasKey && twin().expiryTime(LimiterClient.KEY) == NO_KEY) {
      hasKey = false;
      tell(Step.EXPIRE, null, 0);
    }
  }
}
