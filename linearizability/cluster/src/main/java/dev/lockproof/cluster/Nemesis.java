// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.redis.Script;
import dev.lockproof.servers.Pause;
import dev.lockproof.servers.RedisServer;
import dev.lockproof.servers.TcpProxy;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Breaks the server and the wire, one fault at a time, and mends them again. */
final class Nemesis {
  private final RedisServer server;
  private final TcpProxy proxy;
  private final Duration length;
  private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);

  /**
   * Creates a nemesis.
   *
   * @param length how long a pause of the server takes; longer than a time-to-live
   */
  Nemesis(RedisServer server, TcpProxy proxy, Duration length) {
    this.server = server;
    this.proxy = proxy;
    this.length = length;
  }

  /** What it can do. */
  enum Fault {
    /** The server stands still for longer than a time-to-live. */
    PAUSE,
    /** The reply to a grant is lost. */
    CUT_GRANT,
    /** The reply to a release is lost. */
    CUT_RELEASE,
    /** The reply to an access to the guarded value is lost. */
    CUT_GUARD,
    /** All connections are reset. */
    RESET,
    /** Everything takes a while. */
    DELAY
  }

  /** Returns the faults that this server can be subjected to. */
  List<Fault> faults() {
    return List.of(Fault.values()).subList(server.isOurs() ? 0 : 1, Fault.values().length);
  }

  /** Strikes, and mends what it broke before it returns. */
  void strike(Fault fault) throws InterruptedException {
    if (struck(fault)) {
      struck.merge(fault, 1, Integer::sum);
    }
  }

  private boolean struck(Fault fault) throws InterruptedException {
    return switch (fault) {
      case PAUSE -> {
        server.pause();
        Pause.of(length);
        server.resume();
        yield true;
      }
      case CUT_GRANT -> cut(Script.GRANT);
      case CUT_RELEASE -> cut(Script.RELEASE);
      case CUT_GUARD -> cut(Script.GUARD);
      case RESET -> {
        proxy.reset();
        Pause.ofMillis(5);
        proxy.heal();
        yield true;
      }
      case DELAY -> {
        proxy.delay(length.dividedBy(20));
        Pause.of(length.dividedBy(2));
        proxy.heal();
        yield true;
      }
    };
  }

  /** Returns how often each fault struck. */
  Map<Fault, Integer> struck() {
    return Map.copyOf(struck);
  }

  /** Returns whether the request came whose reply was to be cut off. */
  private boolean cut(Script script) throws InterruptedException {
    var cut = proxy.cutReply(request -> request.contains(script.digest()));
    boolean done = cut.await(1, TimeUnit.SECONDS);
    proxy.heal();
    return done;
  }
}
