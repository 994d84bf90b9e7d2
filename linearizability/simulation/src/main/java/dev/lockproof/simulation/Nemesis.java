// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Lets things go wrong, those that a scenario allows, and counts them. */
final class Nemesis {
  private static final long MILLI = 1_000_000;
  private static final int MOST = 3;

  /** The chance, after each event, to ask whether something strikes. */
  private static final int OCCASION = Schedule.ALWAYS / 8;

  private final World world;
  private final Schedule schedule;

  private final EnumSet<Fault> allowed = EnumSet.noneOf(Fault.class);
  private final List<Fault> strokes = new ArrayList<>();
  private final Tally tally;
  private final Run run;
  private int struck;
  private boolean isQuiet;
  private boolean isSkewed;
  private long setBack;
  private boolean hasStruckServer;

  Nemesis(Run run, Tally tally) {
    this.world = run.world();
    this.schedule = world.schedule();
    for (Fault fault : run.scenario().faults()) {
      allowed.add(fault);
      if (fault.isStroke()) {
        strokes.add(fault);
      }
    }
    this.tally = tally;
    this.run = run;
  }

  /** Returns whether that fault happens here, and counts it if so. */
  boolean fires(Fault fault) {
    if (isQuiet || !allowed.contains(fault) || !schedule.fires(fault)) {
      return false;
    }
    count(fault);
    return true;
  }

  /** Counts a fault. */
  void count(Fault fault) {
    tally.count(fault, run.isHeld());
  }

  /** Sets the rates of all clocks, before anything happens. */
  void begin() {
    if (fires(Fault.SKEW)) {
      run.clocks().forEach(clock -> clock.run(499L * (schedule.below(21) - 10)));
      isSkewed = true;
    }
  }

  /** Something was granted: clocks that differ from the start do so while it is held. */
  void granted() {
    if (isSkewed) {
      tally.countHeld(Fault.SKEW);
      isSkewed = false;
    }
  }

  /** Perhaps lets a client stand still before its next step. */
  void afterStepOf(Caller client) {
    boolean mayPause = !client.isWorking() && !isQuiet && client.standsUntil <= world.now();
    if (mayPause && fires(Fault.PAUSE)) {
      pause(client, Fault.PAUSE);
    } else if (client.isWorking() && fires(Fault.LONG_PAUSE)) {
      pause(client, Fault.LONG_PAUSE);
    }
  }

  /** Perhaps strikes, after an event. */
  void afterEvent() {
    if (isQuiet || struck >= MOST || strokes.isEmpty()) {
      return;
    }
    int stroke = schedule.next(1 + strokes.size(), OCCASION);
    if (stroke > 0 && fires(strokes.get(stroke - 1))) {
      struck++;
      strike(strokes.get(stroke - 1));
    }
  }

  private void strike(Fault fault) {
    long time = fault == Fault.FORGET || fault == Fault.RUNAWAY ? 0 : duration();
    switch (fault) {
      case PARTITION -> run.network().cut(schedule.below(256), time);
      case VANISH -> run.caller(schedule).vanish();
      case SUSPEND -> {
        Caller client = run.caller(schedule);
        told(client, fault, time);
        client.standsUntil = Math.max(client.standsUntil, world.now() + time);
        client.clock.stand(client.standsUntil);
      }
      default -> strike(run.server(schedule), fault, time);
    }
  }

  private void strike(Server server, Fault fault, long time) {
    hasStruckServer |= fault != Fault.CRASH;
    server.look();
    long told =
        switch (fault) {
          case JUMP -> jump(server, time);
          case BACK -> server.before(time);
          default -> time;
        };
    told(server, fault, told);
    switch (fault) {
      case CRASH -> server.crash(time);
      case FORGET -> server.forget(world.now());
      case FAIL_OVER -> server.forget(time);
      case STALL -> server.clock.stand(world.now() + time);
      case JUMP, BACK -> server.set(told);
      default -> server.clock.run(schedule.below(2) == 0 ? fast() : -500_000);
    }
  }

  private long fast() {
    return run.scenario().isLimiter() ? 4_000_000 : 1_000_000;
  }

  /** Returns how far a clock jumps: that of a limiter ahead, and then back again. */
  private long jump(Server server, long time) {
    if (run.scenario().isLimiter()) {
      return server.ahead() > 0 ? -server.ahead() : time;
    }
    boolean isBack = schedule.below(4) == 3;
    setBack += isBack ? time : 0;
    return isBack ? -time : time;
  }

  private void pause(Caller client, Fault fault) {
    long time = duration();
    client.standsUntil = world.now() + time;
    told(client, fault, time);
  }

  private void told(Participant whom, Fault fault, long time) {
    world.log().tell(world.now(), whom, Step.FAULT, null, time / MILLI, fault.sentence());
  }

  /** Returns a time from a millisecond to about a minute. */
  private long duration() {
    return MILLI << schedule.below(17);
  }

  /** Returns whether a server has lost data, or count of time. */
  boolean hasStruckServer() {
    return hasStruckServer;
  }

  /** Returns by how much clocks of servers were set back, all together. */
  long setBack() {
    return setBack;
  }

  /** Lets nothing go wrong any more, and heals what did. */
  void heal() {
    isQuiet = true;
    run.heal();
  }
}
