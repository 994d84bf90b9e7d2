// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import dev.lockproof.servers.RedisServer;
import dev.lockproof.servers.RedisServers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/** What a benchmark runs beside: nothing, or a server in its place. */
final class Setting implements AutoCloseable {
  private static final Pattern PROCESS_ID = Pattern.compile("process_id:(\\d+)");

  private final @Nullable RedisServer server;
  private final List<Integer> processors;

  private Setting(@Nullable RedisServer server, List<Integer> processors) {
    this.server = server;
    this.processors = processors;
  }

  /** Returns no server and free processors. */
  static Setting alone() {
    return new Setting(null, List.of());
  }

  /** Starts a server, on the first processor if it is a process of this machine. */
  static Setting withServer(Path log) throws IOException {
    RedisServer server = RedisServers.start(log);
    List<Integer> processors = isProcess(server) ? Processors.bindable() : List.of();
    if (!processors.isEmpty()) {
      Processors.bindProcess(processors.get(0), processId(server));
    }
    return new Setting(server, processors);
  }

  private static boolean isProcess(RedisServer server) {
    return server.isOurs() && !server.origin().kind().equals("docker");
  }

  private static long processId(RedisServer server) {
    Matcher matcher = PROCESS_ID.matcher(server.ask("INFO", "server"));
    if (!matcher.find()) {
      throw new IllegalStateException(server.origin() + " does not tell its process");
    }
    return Long.parseLong(matcher.group(1));
  }

  /** Tells the forked JVMs about it. */
  void configure(ChainedOptionsBuilder options) {
    if (server != null) {
      options
          .param(
              "placement", Placement.on(processors).stream().map(Enum::name).toArray(String[]::new))
          .jvmArgsAppend("-D" + RedisBenchmark.SERVER + "=" + server.uri());
    }
  }

  /** Returns the server and its version, or null where there is none. */
  @Nullable String server() {
    return server == null ? null : server.origin().toString();
  }

  /** Returns the place in words. */
  String describe(@Nullable String placement) {
    return placement == null
        ? "threads on any of " + Runtime.getRuntime().availableProcessors() + " processors"
        : Placement.valueOf(placement).describe(processors);
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
