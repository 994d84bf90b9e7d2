// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import dev.lockproof.lease.FencedLease;
import dev.lockproof.lease.LeaseHandle;
import dev.lockproof.redis.Script;
import dev.lockproof.traces.RunStep;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run of fenced leases down as steps of {@code RedisFencedLeases.tla}, each with what can
 * be observed after it: how long the key lives and whose it is, the latest token, and of each
 * client the token of the lease that it judges to be held.
 *
 * <p>The time is the server's, in milliseconds. Clocks of clients run as they like: with each
 * request goes until when a yes would let its client hold the lease, in milliseconds from then.
 *
 * <p>Who releases while its renewal is on its way waits for that no longer: for the specification
 * that is a Cut. So is an answer that the server is down.
 */
final class Tracer {
  private static final long MILLI = 1_000_000;

  /** Less than that is rounding. */
  private static final long GRAIN = 1_000;

  private static final int CLIENTS = 3;

  private final Run run;
  private final List<RunStep> steps = new ArrayList<>();
  private final Map<String, Integer> attempts = new LinkedHashMap<>();
  private final IdentityHashMap<Operation, Integer> requests = new IdentityHashMap<>();

  /** What each client waits for, by its index; and whom it is about to release, not knowing. */
  private final int[] awaited = new int[CLIENTS];

  private final @Nullable String[] cut = new String[CLIENTS];
  private final @Nullable Operation[] latest = new Operation[CLIENTS];

  /** The latest step, as long as what it leads to is not seen. */
  private @Nullable RunStep pending;

  private long time;
  private int token;

  Tracer(Run run) {
    this.run = run;
    run.world().tracer = this;
  }

  /** An event comes, after some time or none. */
  void pass() {
    long now = run.world().now() / MILLI;
    if (now > time) {
      int passed = (int) (now - time);
      int last = steps.size() - 1;
      if (last >= 0 && steps.get(last).actor().equals(RunStep.TIME)) { // nothing came before
        passed += steps.remove(last).arguments().get(0);
      }
      time = now;
      take("Tick", RunStep.TIME, 0, passed);
      settle();
    }
  }

  /** A client sends a request. */
  void sent(Operation operation) {
    int index = operation.from().index;
    int number = requests.size() + 1;
    requests.put(operation, number);
    latest[index] = operation;
    String actor = operation.from().toString();
    switch (operation.script()) {
      case GRANT -> {
        attempts.put(operation.owner(), attempts.size() + 1);
        awaited[index] = number;
        cut[index] = null;
        take("Acquire", actor, number, index + 1, validity(operation));
      }
      case RENEW -> {
        awaited[index] = number;
        take("Renew", actor, number, index + 1, validity(operation));
      }
      default -> {
        if (operation.owner().equals(cut[index])) {
          cut[index] = null; // the specification has that in one step
          relate(number);
          return;
        }
        take("Release", actor, number, index + 1);
      }
    }
  }

  /** A client is about to release. */
  void releases(Client client) {
    if (awaited[client.index] > 0) {
      awaited[client.index] = 0;
      take("Cut", client.toString(), 0, client.index + 1);
      settle();
    }
  }

  /** The network repeats the latest request of a client. */
  void repeated(Caller client) {
    Operation operation = latest[client.index];
    if (operation != null) {
      take("Repeat", RunStep.NETWORK, number(operation), attempt(operation));
    }
  }

  /** The server has run a script. */
  void served(Operation operation, List<String> answer) {
    if (answer.get(0).equals("GRANTED")) {
      token = Integer.parseInt(answer.get(2));
    }
    String label =
        switch (operation.script()) {
          case GRANT -> "Grant";
          case RENEW -> "Extend";
          default -> "Free";
        };
    take(label, RunStep.SERVER, number(operation), attempt(operation));
  }

  /** A client hears the answer to a request; null if there is none, or the server is down. */
  void heard(Operation operation, @Nullable List<String> answer) {
    Caller client = operation.from();
    if (awaited[client.index] != number(operation)) {
      return;
    }
    awaited[client.index] = 0;
    if (answer == null) {
      cut[client.index] = operation.script() == Script.GRANT ? operation.owner() : null;
      take("Cut", client.toString(), 0, client.index + 1);
    } else {
      take(label(answer.get(0)), client.toString(), number(operation), client.index + 1);
    }
  }

  private static String label(String answer) {
    return switch (answer) {
      case "GRANTED" -> "Hold";
      case "HELD" -> "Miss";
      case "RENEWED" -> "Renewed";
      default -> "Gone";
    };
  }

  /**
   * A client says what it has learnt, which had better be what it has heard. That a renewal was
   * confirmed or denied is not looked at: a lease that is renewed when it has ended by its own
   * judgement is said to be lost.
   */
  void told(Client client, Step step) {
    RunStep heard = pending;
    if (heard != null && heard.actor().equals(client.toString()) && step != Step.RENEWED) {
      pending =
          new RunStep(
              step.label(), client.toString(), heard.request(), heard.arguments(), heard.sees());
    }
  }

  /** Returns all steps. */
  List<RunStep> steps() {
    return List.copyOf(steps);
  }

  private int number(Operation operation) {
    return requests.getOrDefault(operation, 0);
  }

  private int attempt(Operation operation) {
    return attempts.getOrDefault(operation.owner(), 0);
  }

  /** In how many milliseconds of the server a client would judge what it asks for to be over. */
  private static int validity(Operation operation) {
    long nanos = Run.validity(Long.parseLong(operation.arguments().get(1)));
    long passed = operation.from().clock.until(nanos);
    return (int) -Math.floorDiv(GRAIN - passed, MILLI);
  }

  private void take(String label, String actor, int request, Integer... arguments) {
    settle();
    pending = new RunStep(label, actor, request, List.of(arguments), List.of());
  }

  private void relate(int request) {
    RunStep step = pending;
    if (step != null) {
      pending = new RunStep(step.label(), step.actor(), request, step.arguments(), step.sees());
    }
  }

  /** Looks at what the latest step has led to. */
  void settle() {
    RunStep step = pending;
    pending = null;
    if (step == null) {
      return;
    }
    Server server = run.servers().get(0);
    var sees = new ArrayList<Integer>();
    sees.add((int) Math.max(0, server.timeToLive() + 1));
    sees.add(
        attempts.entrySet().stream()
            .filter(attempt -> server.has(attempt.getKey()))
            .mapToInt(Map.Entry::getValue)
            .sum());
    sees.add(token);
    for (int i = 0; i < CLIENTS; i++) {
      sees.add(i < run.clients().size() ? held(run.clients().get(i)) : 0);
    }
    steps.add(new RunStep(step.label(), step.actor(), step.request(), step.arguments(), sees));
  }

  private static int held(Client client) {
    LeaseHandle lease = client.lease();
    return lease != null && lease.isHeld() ? (int) ((FencedLease) lease).token().value() : 0;
  }
}
