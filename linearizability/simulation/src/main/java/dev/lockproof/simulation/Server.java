// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import dev.lockproof.redis.Script;
import dev.lockproof.redis.ScriptTwin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server: the twin of the scripts, a clock, and a journal for what a replica would have. */
class Server extends Participant {
  private static final long MICRO = 1_000;

  /** How far a clock that is set back a little may be behind where it was. */
  private static final long LITTLE = 1_000_000_000;

  private static final int NO_KEY = -2;

  /** The one lease key that anybody asks for. */
  private static final String KEY = "lockproof:lease:" + Client.RESOURCE;

  /** A script that was run, at a true time and at a time of the server's clock. */
  private record Ran(Operation operation, long time, long micros) {}

  /** A grant: the first with an owner of its own, or one more token for the same. */
  private record Grant(String owner, String token) {}

  final int index;
  final Run run;
  private final boolean isLagging;
  private final List<Ran> journal = new ArrayList<>();
  private final List<Grant> grants = new ArrayList<>();
  private ScriptTwin twin = ScriptTwin.onMicros(this::micros);
  private long downUntil = Long.MIN_VALUE;

  /** The owner whose key was created last. */
  private String owner = "";

  /** What the clock reads while the journal is read again. */
  private long replayed = Long.MIN_VALUE;

  /** The latest that the clock read when it was set back. */
  private long furthest = Long.MIN_VALUE;

  private long ahead;

  Server(Run run, int index) {
    super(run.world(), "server", index);
    this.run = run;
    this.index = index;
    this.isLagging = run.scenario().faults().contains(Fault.FAIL_OVER);
  }

  /** Returns what its clock reads, in microseconds. */
  final long micros() {
    return replayed > Long.MIN_VALUE ? replayed : Math.floorDiv(clock.getAsLong(), MICRO);
  }

  final ScriptTwin twin() {
    return twin;
  }

  /** Runs a script and returns its answer; null while it is down. */
  final @Nullable List<String> receive(Operation operation) {
    if (world.now() < downUntil) {
      return null;
    }
    if (isLagging) {
      journal.add(new Ran(operation, world.now(), micros()));
    }
    return carryOut(operation);
  }

  /** Runs a script, and lets it be judged. */
  List<String> carryOut(Operation operation) {
    long before = twin.timeToLive(KEY);
    String formerOwner = owner;
    List<String> answer = run(operation);
    long after = twin.timeToLive(KEY);
    own(operation, before, after);
    boolean isDone = operation.script().saysYes(answer.get(0));
    if (operation.script() == Script.GRANT && isDone && operation.arguments().size() > 1) {
      grants.add(new Grant(operation.owner(), answer.get(answer.size() - 1)));
    }
    tell(step(operation.script(), isDone), operation.from(), Math.max(0, after));
    run.monitor().ran(this, operation, isDone, formerOwner, before, after);
    Tracer tracer = run.tracer();
    if (tracer != null) {
      tracer.served(operation, answer);
    }
    return answer;
  }

  private List<String> run(Operation operation) {
    return twin.run(operation.script(), operation.keys(), operation.arguments());
  }

  /** Notes whose the key is, if a request has created it. */
  private void own(Operation operation, long before, long after) {
    if (before == NO_KEY && after != NO_KEY) {
      owner = operation.owner();
    }
  }

  private static Step step(Script script, boolean isDone) {
    return switch (script) {
      case GRANT, GRANT_PLAIN -> isDone ? Step.GRANT : Step.REFUSE;
      case RENEW -> isDone ? Step.PROLONG : Step.IDLE;
      default -> isDone ? Step.FREE : Step.IDLE;
    };
  }

  /** Returns whether it has the key of that owner. */
  boolean has(String wanted) {
    return owner.equals(wanted) && twin.timeToLive(KEY) != NO_KEY;
  }

  /** Returns how long its key will live, by its clock, in milliseconds; negative without a key. */
  long timeToLive() {
    return twin.timeToLive(KEY);
  }

  /** Returns the place of a grant among all; tokens tell those of one owner apart. */
  int place(String wanted, long token) {
    int last = -1;
    for (int i = 0; i < grants.size(); i++) {
      if (grants.get(i).owner().equals(wanted)) {
        last = i;
        if (grants.get(i).token().equals(Long.toString(token))) {
          return i;
        }
      }
    }
    return last;
  }

  /** Returns by how much the clock may be set to be that much earlier, or a little. */
  final long before(long nanos) {
    long reading = clock.getAsLong();
    furthest = Math.max(furthest, reading);
    return Math.max(-nanos, Math.min(0, furthest - LITTLE - reading));
  }

  /** Deletes what has expired, where that can be told from what is only not given out. */
  void look() {}

  /** Sets the clock ahead by that much. */
  void set(long nanos) {
    clock.jump(nanos);
    ahead += nanos;
  }

  /** Returns by how much the clock was set ahead, all together. */
  final long ahead() {
    return ahead;
  }

  void crash(long nanos) {
    downUntil = world.now() + nanos;
  }

  /** Loses what was written in the last so many nanoseconds. */
  void forget(long nanos) {
    long kept = world.now() - nanos;
    twin = ScriptTwin.onMicros(this::micros);
    owner = "";
    journal.removeIf(ran -> ran.time() >= kept);
    for (Ran ran : journal) {
      replayed = ran.micros();
      long before = twin.timeToLive(KEY);
      var unused = run(ran.operation());
      own(ran.operation(), before, twin.timeToLive(KEY));
    }
    replayed = Long.MIN_VALUE;
  }

  void heal() {
    downUntil = Long.MIN_VALUE;
    clock.heal();
  }
}
