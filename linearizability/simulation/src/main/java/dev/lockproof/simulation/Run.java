// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import dev.lockproof.checker.history.Event;
import dev.lockproof.lease.LeaseTerms;
import dev.lockproof.traces.RunStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One run of a scenario by a schedule, from its start until it is healed and free. */
public final class Run {
  private static final long MILLI = 1_000_000;
  private static final long LONGEST_MILLIS = 12_000;

  /** How many times there are to choose from, from nothing to some seconds. */
  static final int SPANS = 13;

  /** How long asking again and messages take, once all is well. */
  private static final long SLACK_MILLIS = 5_000;

  /** More than any run needs that ends at all. */
  private static final int MOST_EVENTS = 2_000;

  private final @Nullable Property wanted;
  private final Scenario scenario;
  private final World world;
  private final Nemesis nemesis;
  private final Network network;
  private final Monitor monitor;
  private final List<Server> servers = new ArrayList<>();
  private final List<Caller> callers = new ArrayList<>();

  /** Those of the callers that ask for leases. */
  private final List<Client> clients = new ArrayList<>();

  private final Resource resource;
  private final @Nullable Tracer tracer;
  private final @Nullable Scribe scribe;

  Run(
      Scenario scenario,
      Schedule schedule,
      Tally tally,
      boolean keepsRows,
      @Nullable Property wanted,
      Notes notes) {
    this.wanted = wanted;
    this.scenario = scenario;
    this.world = new World(schedule, keepsRows, notes == Notes.TRACE ? MILLI : 1);
    this.tracer = notes == Notes.TRACE ? new Tracer(this) : null;
    this.scribe = notes == Notes.HISTORY ? new Scribe(this) : null;
    this.monitor = new Monitor(this);
    this.nemesis = new Nemesis(this, tally);
    this.network = new Network(world, nemesis);
    for (int i = 0; i < scenario.servers(); i++) {
      servers.add(scenario.isLimiter() ? new LimiterServer(this, i) : new Server(this, i));
    }
    for (int i = 0; i < scenario.clients(); i++) {
      if (scenario.isLimiter()) {
        callers.add(new LimiterClient(this, i));
      } else {
        clients.add(client(i));
      }
    }
    callers.addAll(clients);
    resource = new Resource(this);
  }

  /** Runs a scenario by a schedule, and keeps what happened if somebody wants to know. */
  public static Run of(Scenario scenario, Schedule schedule, Tally tally, boolean keepsRows) {
    return of(scenario, schedule, tally, keepsRows, null);
  }

  /** Runs likewise, and ends as soon as that property is violated. */
  static Run of(
      Scenario scenario,
      Schedule schedule,
      Tally tally,
      boolean keepsRows,
      @Nullable Property wanted) {
    var run = new Run(scenario, schedule, tally, keepsRows, wanted, Notes.NONE);
    run.go();
    return run;
  }

  /** Runs likewise, and writes down the steps of the specification, until nothing more comes. */
  static List<RunStep> traced(Scenario scenario, Schedule schedule, Tally tally) {
    var run = new Run(scenario, schedule, tally, false, Property.BELIEF, Notes.TRACE);
    run.go();
    return Objects.requireNonNull(run.tracer).steps();
  }

  /** Runs likewise, and records what the clients do, until nothing more comes or it is violated. */
  static List<Event> recorded(
      Scenario scenario, Schedule schedule, Tally tally, @Nullable Property wanted) {
    var run = new Run(scenario, schedule, tally, false, wanted, Notes.HISTORY);
    run.go();
    return Objects.requireNonNull(run.scribe).events();
  }

  private Client client(int index) {
    return switch (scenario.protocol()) {
      case REDLOCK -> new RedlockClient(this, index);
      case FENCED -> new FencedClient(this, index);
      case KEPT -> new KeptClient(this, index);
      case BUCKET, WINDOW, LEASED -> throw new IllegalStateException("limiters grant no leases");
    };
  }

  private void go() {
    nemesis.begin();
    if (tracer != null) {
      servers.forEach(server -> server.clock.run(0)); // the time of a trace is the server's
    }
    for (Caller caller : callers) {
      caller.arrange(span(world.schedule().start(SPANS)), caller::begin);
    }
    if (scenario.isKept() && wantsHealing()) { // while leases are kept: later there are none
      world.after(2 * span(world.schedule().start(SPANS)), servers.get(0), nemesis::heal);
    }
    while (!isOver() && world.events() < MOST_EVENTS && world.step()) {
      nemesis.afterEvent();
      if (world.schedule().isOrdering()) {
        monitor.everybody();
      }
    }
    if (isOver() || !wantsHealing()) {
      return;
    }
    nemesis.heal();
    while (!isOver() && world.events() < 2 * MOST_EVENTS && world.step()) {
      // what is on its way comes to its end
    }
    if (isOver()) {
      return;
    }
    if (scenario.isLimiter()) {
      comeBack();
    } else {
      free();
    }
  }

  /** Returns whether anything that is asked for shows only when all is well again. */
  private boolean wantsHealing() {
    boolean isAsked = wanted == null || wanted.needsHealing();
    return isAsked && !world.schedule().isOrdering();
  }

  private boolean isOver() {
    return wanted != null && monitor.violated().contains(wanted);
  }

  /** Somebody new asks again and again, until the lease is granted or it takes too long. */
  private void free() {
    long longest = LONGEST_MILLIS + nemesis.setBack() / MILLI;
    for (Server server : servers) {
      monitor.check(Property.RELEASE, server.timeToLive() <= longest);
    }
    if (scenario.isKept()) {
      clients.forEach(Client::vanish);
    }
    Client last = client(clients.size());
    long bound = world.now() + (longest + longest / 100 + SLACK_MILLIS) * MILLI;
    last.insist();
    while (last.lease() == null && world.now() < bound && world.step()) {
      // it asks again
    }
    monitor.check(Property.FREE, last.lease() != null);
  }

  /** Somebody new asks, and comes back when told; with nobody else there it is admitted then. */
  private void comeBack() {
    var last = new LimiterClient(this, callers.size());
    last.insist();
    int most = world.events() + MOST_EVENTS;
    while (!last.isOver() && world.events() < most && world.step()) {
      // it asks, and comes back
    }
    monitor.check(Property.RETRY, last.isAdmitted());
    monitor.check(Property.REFUSAL, last.isAdmitted());
  }

  void heal() {
    callers.forEach(Caller::beforeHealing);
    network.heal();
    servers.forEach(Server::heal);
    for (Caller caller : callers) {
      caller.standsUntil = Long.MIN_VALUE;
      caller.clock.run(0);
    }
  }

  /** Returns the time of that choice, in nanoseconds. */
  static long span(int choice) {
    return choice == 0 ? 0 : MILLI << (choice - 1);
  }

  /** Returns how long a lease may be judged held, by a reckoning of its own. */
  static long validity(long millis) {
    double nanos = millis * (double) MILLI;
    LeaseTerms terms = Client.TERMS;
    return (long) Math.ceil(nanos * (1 - terms.drift())) - terms.margin().toNanos();
  }

  /** Returns what was violated. */
  public Set<Property> violated() {
    return monitor.violated();
  }

  /** Returns its world, with the time that has passed and what happened. */
  public World world() {
    return world;
  }

  Scenario scenario() {
    return scenario;
  }

  @Nullable Scribe scribe() {
    return scribe;
  }

  @Nullable Tracer tracer() {
    return tracer;
  }

  Nemesis nemesis() {
    return nemesis;
  }

  Network network() {
    return network;
  }

  Monitor monitor() {
    return monitor;
  }

  List<Server> servers() {
    return servers;
  }

  List<Client> clients() {
    return clients;
  }

  Resource resource() {
    return resource;
  }

  /** Returns the clocks of clients and servers. */
  List<Clock> clocks() {
    var clocks = new ArrayList<Clock>();
    servers.forEach(server -> clocks.add(server.clock));
    callers.forEach(caller -> clocks.add(caller.clock));
    return clocks;
  }

  Caller caller(Schedule schedule) {
    return callers.get(schedule.below(callers.size()));
  }

  Server server(Schedule schedule) {
    return servers.get(schedule.below(servers.size()));
  }

  /** Returns whether somebody judges a lease to be held, or was admitted a moment ago. */
  boolean isHeld() {
    for (Caller caller : callers) {
      if (caller.believes()) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a majority of the servers has the key of that owner. */
  boolean isWithMajority(String owner) {
    int having = 0;
    for (Server server : servers) {
      having += server.has(owner) ? 1 : 0;
    }
    return having * 2 > servers.size();
  }

  /** Returns whether a server has lost data or count of time. */
  boolean hasServerFault() {
    return nemesis.hasStruckServer();
  }
}
