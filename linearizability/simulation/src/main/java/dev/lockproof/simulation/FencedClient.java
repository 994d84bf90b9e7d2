// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import dev.lockproof.lease.FencedLease;
import dev.lockproof.lease.FencingToken;
import dev.lockproof.lease.LeaseHandle;
import dev.lockproof.lease.StoreException;
import dev.lockproof.redis.NoReplyException;
import dev.lockproof.redis.RedisFencedLeases;
import dev.lockproof.redis.Script;
import dev.lockproof.redis.Scripts;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A client of {@link RedisFencedLeases} on the one server, and of the resource. */
class FencedClient extends Client {
  private final RedisFencedLeases leases;
  private final Wired wired = new Wired();

  /** The lease under which it has read the resource. */
  private @Nullable LeaseHandle readUnder;

  FencedClient(Run run, int index) {
    super(run, index);
    leases =
        RedisFencedLeases.builder(wired)
            .terms(TERMS)
            .clock(clock)
            .timer(this::timer)
            .owners(this::nextOwner)
            .build();
  }

  @Override
  CompletionStage<Optional<FencedLease>> request(Duration timeToLive) {
    wired.isHeard = false;
    return leases.tryAcquireAsync(RESOURCE, timeToLive);
  }

  /** Returns whether the latest request to grant was answered. */
  boolean isHeard() {
    return wired.isHeard;
  }

  FencingToken token() {
    return ((FencedLease) Objects.requireNonNull(lease())).token();
  }

  int place() {
    return run.servers().get(0).place(owner(), token().value());
  }

  /** Reads the resource first, having raised its guard or not, and writes it from then on. */
  @Override
  void access() {
    var access = new Resource.Access(this, token(), place());
    boolean isFirst = readUnder != lease();
    readUnder = lease();
    Resource resource = run.resource();
    BooleanSupplier step = isFirst ? () -> resource.read(access) : () -> resource.write(access);
    run.network().post(this, resource, noted(isFirst, step));
    later(this::act);
  }

  private Runnable noted(boolean isFirst, BooleanSupplier step) {
    Scribe scribe = run.scribe();
    if (scribe == null) {
      return () -> {
        boolean unused = step.getAsBoolean();
      };
    }
    return isFirst ? scribe.reads(this, step) : scribe.writes(this, step);
  }

  @Override
  Step called(Step step) {
    return step;
  }

  /** Takes note that it asks to renew; returns what to do if that is confirmed. */
  Runnable asks(List<String> arguments) {
    return () -> {};
  }

  /** The server, asked over the network. */
  private final class Wired implements Scripts {
    private boolean isHeard;

    @Override
    public List<String> run(Script script, List<String> keys, List<String> arguments) {
      throw new UnsupportedOperationException("nobody waits in a world of one thread");
    }

    @Override
    public void send(
        Script script,
        List<String> keys,
        List<String> arguments,
        Consumer<Supplier<List<String>>> then) {
      boolean isRenewal = isRenewing() || script == Script.RENEW;
      var operation = new Operation(FencedClient.this, script, isRenewal, keys, arguments);
      Runnable renewed = script == Script.RENEW ? asks(arguments) : () -> {};
      Tracer tracer = run.tracer();
      if (tracer != null) {
        tracer.sent(operation);
      }
      var question = new Question(operation, renewed, then);
      run.network().send(FencedClient.this, run.servers().get(0), operation, question);
    }
  }

  /** A question to the server, until it has answered or the patience is over. */
  private final class Question implements Network.Call {
    private final Operation operation;
    private final Runnable renewed;
    private final Consumer<Supplier<List<String>>> then;
    private final Agenda.Event overdue;
    private boolean isOver;

    Question(Operation operation, Runnable renewed, Consumer<Supplier<List<String>>> then) {
      this.operation = operation;
      this.renewed = renewed;
      this.then = then;
      this.overdue = arrange(patience, this::giveUp);
    }

    @Override
    public void answered(Server server, @Nullable List<String> answer, boolean isDone) {
      if (isOver) {
        return;
      }
      isOver = true;
      overdue.cancel();
      wired.isHeard |= operation.script() == Script.GRANT;
      hears(answer);
      if (isDone) {
        renewed.run();
      }
      then.accept(
          () -> {
            if (answer == null) {
              throw new StoreException("the server is down");
            }
            return answer;
          });
    }

    private void hears(@Nullable List<String> answer) {
      Tracer tracer = run.tracer();
      if (tracer != null) {
        tracer.heard(operation, answer);
      }
    }

    private void giveUp() {
      isOver = true;
      hears(null);
      then.accept(
          () -> {
            throw new NoReplyException("no reply in time");
          });
    }
  }
}
