// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import dev.lockproof.lease.StoreException;
import dev.lockproof.rate.Decision;
import dev.lockproof.rate.Limiter;
import dev.lockproof.redis.NoReplyException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A client of a limiter: asks for permits, and again when it is told to, or sooner or later. */
final class LimiterClient extends Caller {
  /** The one bucket, or window, that all ask. */
  static final String KEY = "limiter:tokens";

  /** So long after an admission it still counts, or nearly so. */
  private static final long COUNTS = 500 * MILLI;

  /** How many times there are to choose from until it asks again: up to 128 ms. */
  private static final int SPANS = 9;

  private final LimiterServer server = (LimiterServer) run.servers().get(0);
  private final LimiterTerms terms = server.terms();
  private final Awaited awaited = new Awaited(clock);
  private final Limiter limiter;
  private int attempts;
  private long permits;
  private boolean isInsisting;
  private boolean isOver;
  private boolean isAdmitted;
  private long latest = Long.MIN_VALUE / 2;
  private @Nullable Question question;

  /** Whether the server had what this asks for, whenever it carried out the latest request. */
  private boolean hadEnough;

  /** The reading of the server's clock when permits were taken for it. */
  private long drawnAt;

  /** What was taken for it, as far as it knows, and it has not served. */
  private long credit;

  LimiterClient(Run run, int index) {
    super(run, index);
    limiter = terms.limiter(awaited, "tokens", awaited);
  }

  @Override
  void begin() {
    if (attempts++ >= run.scenario().attempts() && !isInsisting) {
      return;
    }
    if (attempts == 1 || !isInsisting) {
      long fewer = world.schedule().below((int) terms.most());
      permits = terms.isLeased() ? 1 + fewer : terms.most() - fewer;
    }
    tell(Step.DEMAND, null, permits);
    awaited.begin();
    goOn();
  }

  /** Asks, and comes back once, for as much. */
  void insist() {
    isInsisting = true;
    begin();
  }

  private void goOn() {
    Decision decision;
    try {
      decision = awaited.call(() -> limiter.decide(permits));
    } catch (StoreException | NoReplyException e) {
      unanswered();
      return;
    }
    if (decision == null) {
      question = new Question();
      hadEnough = true;
      Awaited.Wish wish = awaited.wish();
      var operation = new Operation(this, wish.script(), false, wish.keys(), wish.arguments());
      question.operation = operation;
      run.network().send(this, server, operation, question);
    } else if (decision.allowed()) {
      admitted();
    } else {
      refused(decision);
    }
  }

  private void admitted() {
    tell(awaited.hasAsked() ? Step.ADMITTED : Step.SERVE, null, permits);
    run.nemesis().granted();
    latest = world.now();
    isAdmitted = true;
    isOver = true;
    if (terms.isLeased()) {
      credit -= permits;
      run.monitor().check(Property.ONCE, credit >= 0);
      server.served(permits, awaited.hasAsked() ? drawnAt : server.micros());
    }
    again(0);
  }

  private void refused(Decision decision) {
    long wait = decision.retryAfter().toNanos();
    tell(Step.REFUSED, null, wait / MILLI);
    boolean isWrong = awaited.hasAsked() ? hadEnough : server.mayHave(permits);
    run.monitor().check(Property.REFUSAL, !isWrong);
    isOver = attempts > 1;
    again(wait);
  }

  private void unanswered() {
    tell(Step.UNANSWERED, null, 0);
    again(0);
  }

  private void again(long wait) {
    if (isInsisting && !isOver) {
      arrange(wait, this::begin);
    } else if (!isInsisting && wait > 0 && world.schedule().below(2) == 1) {
      arrange(wait, this::begin);
    } else if (!isInsisting) {
      arrange(Run.span(world.schedule().below(SPANS)), this::begin);
    }
    run.nemesis().afterStepOf(this);
  }

  /** The server has carried out a request of this, perhaps the one that it waits for. */
  @SuppressWarnings("ReferenceEquality") // an equal one may be a former one that comes late
  void wasAsked(Operation operation, boolean hasEnough, boolean isTaken, long at) {
    if (question != null && question.operation == operation) {
      hadEnough &= hasEnough;
      drawnAt = isTaken ? at : drawnAt;
    }
  }

  long permits() {
    return permits;
  }

  /** Returns whether it has asked, and come back if it had to. */
  boolean isOver() {
    return isOver;
  }

  boolean isAdmitted() {
    return isAdmitted;
  }

  @Override
  boolean believes() {
    return !isGone && world.now() - latest < COUNTS;
  }

  /** A question to the server, until it has answered or the patience is over. */
  private final class Question implements Network.Call {
    private final Agenda.Event overdue = arrange(patience, () -> end(Question::nothing));
    private @Nullable Operation operation;

    @Override
    public void answered(Server from, @Nullable List<String> answer, boolean isDone) {
      if (question != this) {
        return;
      }
      overdue.cancel();
      if (isDone && operation != null) {
        credit = LimiterTerms.permits(operation);
      }
      end(
          () -> {
            if (answer == null) {
              throw new StoreException("the server is down");
            }
            return answer;
          });
    }

    private void end(Supplier<List<String>> reply) {
      question = null;
      awaited.hear(reply);
      goOn();
    }

    private static List<String> nothing() {
      throw new NoReplyException("no reply in time");
    }
  }
}
