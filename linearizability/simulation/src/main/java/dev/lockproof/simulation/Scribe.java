// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import dev.lockproof.checker.history.Event;
import dev.lockproof.checker.history.Recorder;
import dev.lockproof.checker.history.Recorder.Pending;
import dev.lockproof.lease.Release;
import dev.lockproof.lease.Renewal;
import dev.lockproof.lease.StoreException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Records what clients of fenced leases do and are told, as a history for the checker: the same
 * operations that are recorded of real servers, at true times.
 *
 * <p>A client is a process until an outcome is unknown to it, and then a new one. So it is with
 * each access to the resource, which it does not wait for.
 */
final class Scribe {
  private final Run run;
  private final Recorder recorder;
  private final int[] processes;
  private final @Nullable Pending[] asked;
  private final @Nullable Pending[] renewing;
  private final @Nullable Pending[] releasing;
  private int latest;

  Scribe(Run run) {
    this.run = run;
    this.recorder = new Recorder(run.world()::now);
    int clients = run.scenario().clients() + 1; // one more asks when all is healed
    processes = new int[clients];
    asked = new Pending[clients];
    renewing = new Pending[clients];
    releasing = new Pending[clients];
    for (int i = 0; i < clients; i++) {
      processes[i] = latest++;
    }
  }

  List<Event> events() {
    return recorder.events();
  }

  private Pending invoke(Client client, String f, @Nullable Object value) {
    return recorder.invoke(processes[client.index], f, Client.RESOURCE, value);
  }

  private void unknown(Client client, Pending operation) {
    operation.info();
    processes[client.index] = latest++;
  }

  private static long token(Client client) {
    return ((FencedClient) client).token().value();
  }

  void asks(Client client) {
    asked[client.index] = invoke(client, "acquire", null);
  }

  void granted(Client client) {
    Pending operation = asked[client.index];
    if (operation != null) {
      operation.ok(token(client));
    }
  }

  /** A miss is none if the request was granted, and the reply took longer than the validity. */
  void notGranted(Client client, @Nullable Throwable trouble) {
    Pending operation = asked[client.index];
    if (operation == null) {
      return;
    }
    if (trouble instanceof StoreException) {
      operation.fail();
    } else if (trouble == null && client.clock.getAsLong() < client.limit) {
      operation.ok(null);
    } else {
      unknown(client, operation);
    }
  }

  void looked(Client client, boolean isHeld) {
    invoke(client, "look", token(client)).ok(isHeld);
  }

  void renews(Client client) {
    renewing[client.index] = invoke(client, "renew", token(client));
  }

  void renewed(Client client, Renewal renewal) {
    Pending operation = renewing[client.index];
    renewing[client.index] = null;
    if (operation == null) {
      return; // it was left
    }
    if (renewal == Renewal.UNKNOWN) {
      unknown(client, operation);
    } else {
      operation.ok(renewal == Renewal.RENEWED);
    }
  }

  /** Begins a release, by whoever leaves the renewal that it may be waiting for. */
  void releases(Client client) {
    Pending left = renewing[client.index];
    renewing[client.index] = null;
    if (left != null) {
      unknown(client, left);
    }
    releasing[client.index] = invoke(client, "release", token(client));
  }

  void released(Client client, Release release) {
    Pending operation = releasing[client.index];
    if (operation == null) {
      return;
    }
    if (release == Release.UNKNOWN) {
      unknown(client, operation);
    } else {
      operation.ok(release == Release.RELEASED);
    }
  }

  /** Returns a step that reads the resource, having raised its guard or not. */
  Runnable reads(Client client, BooleanSupplier step) {
    long token = token(client);
    Scenario scenario = run.scenario();
    boolean isRaising = scenario.isGuarded() && scenario.isRaising();
    int process = latest++;
    Pending first = recorder.invoke(process, isRaising ? "raise" : "read", Client.RESOURCE, token);
    return () -> {
      boolean isAdmitted = step.getAsBoolean();
      first.ok(isRaising ? (Object) isAdmitted : null);
      if (isRaising && isAdmitted) {
        recorder.invoke(process, "read", Client.RESOURCE, token).ok(null);
      }
    };
  }

  /** Returns a step that writes it. */
  Runnable writes(Client client, BooleanSupplier step) {
    long token = token(client);
    Pending write = recorder.invoke(latest++, "write", Client.RESOURCE, List.of(token, "written"));
    return () -> write.ok(step.getAsBoolean());
  }
}
