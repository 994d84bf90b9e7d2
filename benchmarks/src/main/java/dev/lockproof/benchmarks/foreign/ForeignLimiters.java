// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks.foreign;

import dev.lockproof.servers.RedisServer;
import dev.lockproof.servers.RedisServers;
import dev.lockproof.servers.TcpProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Observes the limiters that people pick, beside the specification of ours, and prints what was
 * seen as a table; leaves every history in a file, in the format of the checker.
 */
public final class ForeignLimiters {
  private ForeignLimiters() {}

  /** Runs all schedules on all limiters; the argument is the folder for histories. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    try (RedisServer server = RedisServers.start(folder.resolve("redis.log"))) {
      System.setProperty(Foreign.SERVER, "redis://" + server.host() + ":" + server.port());
      observe(folder);
      System.out.println("Redisson sends the clock of the caller: " + sendsItsClock(server));
    }
  }

  /** Returns whether a request of Redisson's limiter carries the time of the caller. */
  static boolean sendsItsClock(RedisServer server) {
    var before = hundredSeconds();
    var isSent = new AtomicBoolean();
    try (var proxy = new TcpProxy(server.host(), server.port())) {
      proxy.cutReply(
          request -> {
            if (request.contains(before) || request.contains(hundredSeconds())) {
              isSent.set(true);
            }
            return false;
          });
      System.setProperty(Foreign.SERVER, "redis://127.0.0.1:" + proxy.port());
      Schedule.FIRST.observe(Foreign.REDISSON);
    }
    return isSent.get();
  }

  /** Returns the first digits of the time in milliseconds, which are the same for 100 seconds. */
  private static String hundredSeconds() {
    return Long.toString(System.currentTimeMillis() / 100_000);
  }

  private static void observe(Path folder) throws IOException {
    System.out.println(
        "| limiter | version | asked for | admitted | worst window | allowed there | refused with"
            + " room |");
    System.out.println("|---|---|---|---:|---|---:|---:|");
    for (Foreign foreign : Foreign.values()) {
      for (Schedule schedule : Schedule.values()) {
        Observation seen = schedule.observe(foreign);
        System.out.println(row(foreign, schedule, seen));
        Files.writeString(folder.resolve(foreign + "-" + schedule + ".ndjson"), history(seen));
      }
    }
  }

  static String row(Foreign foreign, Schedule schedule, Observation seen) {
    String window =
        seen.isTooMuch()
            ? String.format(
                Locale.ROOT, "%d in %.3f s", seen.worstPermits(), seen.worstLength() / 1e9)
            : "within the bound";
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %d | %s | %s | %d |",
        foreign.title(),
        foreign.version(),
        schedule.title(),
        seen.admitted(),
        window,
        seen.isTooMuch() ? seen.allowed() : "",
        seen.refusedWithRoom());
  }

  private static String history(Observation seen) {
    return seen.requests().stream().map(Observation.Asked::lines).collect(Collectors.joining());
  }
}
