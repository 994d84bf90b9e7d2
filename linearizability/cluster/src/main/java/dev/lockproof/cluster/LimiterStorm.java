// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.checker.history.Event;
import dev.lockproof.checker.history.History;
import dev.lockproof.checker.history.Operation;
import dev.lockproof.redis.Script;
import dev.lockproof.servers.Pause;
import dev.lockproof.servers.RedisServer;
import dev.lockproof.servers.RedisServers;
import dev.lockproof.servers.ServerException;
import dev.lockproof.servers.TcpProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What befalls the server and the wire of limiters, and what of it is judged. */
final class LimiterStorm {
  private static final Duration OUTAGE = Duration.ofMillis(40);
  private static final int ROUNDS = 2;

  private LimiterStorm() {}

  /**
   * Lets a crowd ask a server of their own so often, that is paused, killed and started again with
   * its data, while the wire is broken, and the reply to that script is cut off.
   */
  static List<Event> over(LimiterCrowd crowd, Setting setting, Script script, int limit)
      throws InterruptedException {
    try (RedisServer server =
            RedisServers.start(
                setting.work().resolve(script + ".log"),
                "--appendonly",
                "yes",
                "--appendfsync",
                "always");
        var proxy = new TcpProxy(server.host(), server.port())) {
      var faults = new ArrayList<LimiterCrowd.Fault>();
      for (int i = 0; i < ROUNDS; i++) {
        faults.addAll(faults(server, proxy, script));
      }
      return crowd.ask(() -> setting.connect(proxy.port()), limit, faults);
    }
  }

  private static List<LimiterCrowd.Fault> faults(
      RedisServer server, TcpProxy proxy, Script script) {
    return List.of(
        () -> {
          server.pause();
          Pause.of(OUTAGE);
          server.resume();
        },
        () -> {
          var cut = proxy.cutReply(request -> request.contains(script.digest()));
          if (!cut.await(1, TimeUnit.SECONDS)) {
            throw new ServerException("the connection was not cut");
          }
          proxy.heal();
        },
        () -> {
          server.kill();
          server.restart();
        },
        () -> {
          proxy.reset();
          Pause.of(OUTAGE);
          proxy.heal();
        },
        () -> {
          proxy.delay(OUTAGE.dividedBy(10));
          Pause.of(OUTAGE);
          proxy.heal();
        });
  }

  /** Leaves out what was refused. */
  static List<Event> admitted(List<Event> events) {
    var refused = new ArrayList<Operation>();
    for (Operation operation : History.of(events).operations()) {
      if (Boolean.FALSE.equals(operation.output())) {
        refused.add(operation);
      }
    }
    var left = new ArrayList<Event>();
    for (int i = 0; i < events.size(); i++) {
      int index = i;
      if (refused.stream().noneMatch(o -> o.call() == index || o.ret() == index)) {
        left.add(events.get(i));
      }
    }
    return left;
  }

  /** Counts the outcomes. */
  static Map<String, Long> counts(List<Event> events) {
    var counts = new TreeMap<String, Long>();
    for (Operation operation : History.of(events).operations()) {
      String outcome =
          operation.isInfo()
              ? "unknown outcomes"
              : Boolean.FALSE.equals(operation.output()) ? "refused" : "admitted";
      counts.merge(outcome, 1L, Long::sum);
    }
    return counts;
  }
}
