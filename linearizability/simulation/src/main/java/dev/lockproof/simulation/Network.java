// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What lies between clients and servers: it delays, loses, repeats and cuts. */
final class Network {
  private static final long MICRO = 1_000;
  private static final long MILLI = 1_000_000;
  private static final int ENDS = 8;

  /** A request that somebody waits for. */
  interface Call {
    /**
     * Takes the answer of that server, null if it surely did nothing, and whether that is a yes.
     */
    void answered(Server server, @Nullable List<String> answer, boolean isDone);
  }

  private final World world;
  private final Nemesis nemesis;
  private final long[] cutUntil = new long[ENDS * ENDS];
  private final long[] latest = new long[2 * ENDS * ENDS];

  Network(World world, Nemesis nemesis) {
    this.world = world;
    this.nemesis = nemesis;
  }

  /** Sends a request; the answer comes back to the call, or nothing does. */
  void send(Caller from, Server to, Operation operation, Call call) {
    int link = from.index * ENDS + to.index;
    if (isCut(link) || nemesis.fires(Fault.LOST_REQUEST)) {
      return;
    }
    world.message(delay(link), to, () -> arrive(operation, to, link, call));
    if (nemesis.fires(Fault.REPEATED)) {
      from.wasRepeated();
      if (world.tracer != null) {
        world.tracer.repeated(from);
      }
      long later = MILLI << world.schedule().below(13);
      world.message(later + delay(link), to, () -> arrive(operation, to, link, call));
    }
  }

  private void arrive(Operation operation, Server to, int link, Call call) {
    List<String> answer = to.receive(operation);
    boolean isDone = answer != null && operation.script().saysYes(answer.get(0));
    if (!isCut(link) && !nemesis.fires(Fault.LOST_REPLY)) {
      world.message(
          delay(link + ENDS * ENDS), operation.from(), () -> call.answered(to, answer, isDone));
    }
  }

  /** Sends a message to a resource; it arrives sometime. */
  void post(Caller from, Participant to, Runnable step) {
    world.message(delay(from.index * ENDS + ENDS - 1), to, step);
  }

  /** Cuts the links whose bits are set, for that long. */
  void cut(int links, long nanos) {
    for (int client = 0; client < ENDS; client++) {
      for (int server = 0; server < ENDS; server++) {
        if ((links >>> ((client * 3 + server) % ENDS) & 1) == 1) {
          cutUntil[client * ENDS + server] = world.now() + nanos;
        }
      }
    }
  }

  void heal() {
    Arrays.fill(cutUntil, 0);
  }

  private boolean isCut(int link) {
    return world.now() < cutUntil[link];
  }

  private long delay(int link) {
    Schedule schedule = world.schedule();
    long delay = 100 * MICRO + schedule.delay(link, 1024) * MICRO;
    if (nemesis.fires(Fault.SLOW)) {
      delay += MILLI << schedule.below(16);
    }
    long arrival = world.now() + delay;
    if (arrival < latest[link]) {
      nemesis.count(Fault.OVERTAKEN);
    } else {
      latest[link] = arrival;
    }
    return delay;
  }
}
