// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import dev.lockproof.lease.Lease;
import dev.lockproof.lease.RedlockRound;
import dev.lockproof.lease.RedlockRound.Answer;
import dev.lockproof.redis.Instances;
import dev.lockproof.redis.RedisRedlock;
import dev.lockproof.redis.Script;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A client of {@link RedisRedlock}, whose instances are the servers behind the network. */
final class RedlockClient extends Client {
  private final RedisRedlock leases;

  RedlockClient(Run run, int index) {
    super(run, index);
    leases =
        RedisRedlock.builder(new Wired())
            .terms(TERMS)
            .clock(clock)
            .timer(this::timer)
            .owners(this::nextOwner)
            .build();
  }

  @Override
  CompletionStage<Optional<Lease>> request(Duration timeToLive) {
    return leases.tryAcquireAsync(RESOURCE, timeToLive);
  }

  @Override
  void access() {
    later(this::act);
  }

  @Override
  Step called(Step step) {
    return switch (step) {
      case ACQUIRE -> Step.BEGIN;
      case HOLD -> Step.DECIDE;
      case MISS, CUT -> Step.GIVE_UP;
      case RENEW -> Step.EXTEND;
      case RENEWED, GONE, UNHEARD -> Step.EXTENDED;
      default -> step;
    };
  }

  /** All servers, asked at once. */
  private final class Wired implements Instances {
    @Override
    public int count() {
      return run.servers().size();
    }

    @Override
    public RedlockRound ask(
        RedlockRound round, Script script, List<String> keys, List<String> arguments) {
      throw new UnsupportedOperationException("nobody waits in a world of one thread");
    }

    @Override
    public void ask(
        RedlockRound round,
        Script script,
        List<String> keys,
        List<String> arguments,
        Consumer<Supplier<RedlockRound>> then) {
      List<Integer> asked = round.asks();
      run.monitor().asked(RedlockClient.this, script, arguments.get(0), asked.size());
      var question = new Question(round, then);
      var operation = new Operation(RedlockClient.this, script, isRenewing(), keys, arguments);
      for (int server : asked) {
        run.network().send(RedlockClient.this, run.servers().get(server), operation, question);
      }
    }

    @Override
    public void close() {}
  }

  /** A question to several servers, until enough have answered or the patience is over. */
  private final class Question implements Network.Call {
    private final Consumer<Supplier<RedlockRound>> then;
    private final Agenda.Event overdue;
    private RedlockRound round;
    private boolean isOver;

    Question(RedlockRound round, Consumer<Supplier<RedlockRound>> then) {
      this.round = round;
      this.then = then;
      this.overdue = arrange(patience, this::end);
      if (!round.isOpen()) {
        overdue.cancel();
        world.after(0, RedlockClient.this, this::end);
      }
    }

    @Override
    public void answered(Server server, @Nullable List<String> answer, boolean isDone) {
      if (!isOver) {
        Answer what = answer == null ? Answer.FAILED : isDone ? Answer.YES : Answer.NO;
        round = round.answered(server.index, what);
        if (!round.isOpen()) {
          overdue.cancel();
          end();
        }
      }
    }

    private void end() {
      isOver = true;
      RedlockRound known = round;
      then.accept(() -> known);
    }
  }
}
